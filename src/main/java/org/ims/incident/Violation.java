package org.ims.incident;

/**
 * One thing wrong with an input.
 *
 * @param field the field's key, as the form and the API name it
 * @param rule the rule's short name, for machines ("required", "max-length", "not-in-future")
 * @param message a sentence for the person who can put it right; never repeats the value
 */
public record Violation(String field, String rule, String message) {}
