package org.ims.incident;

/**
 * Published whenever what an incident has become is put on record: at the end of its transaction,
 * and before that by whoever takes several steps in one ({@link IncidentSteps}).
 *
 * @param step what it was when it was last put on record, and what it is
 */
public record IncidentStepped(IncidentMoved step) {}
