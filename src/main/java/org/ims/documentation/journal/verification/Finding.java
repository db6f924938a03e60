package org.ims.documentation.journal.verification;

/**
 * Something that is not as it was written.
 *
 * @param chain the chain in which it is, or null where it is in none
 * @param seq the entry, or null where it is not about one
 * @param what one sentence
 */
public record Finding(String chain, Long seq, String what) {}
