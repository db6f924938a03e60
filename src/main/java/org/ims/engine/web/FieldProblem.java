package org.ims.engine.web;

/**
 * One violated rule of a request.
 *
 * @param field path of the field in the request, for instance {@code actions[0].owner}
 * @param rule short machine-readable name of the rule, for instance {@code size}
 * @param message sentence for a person
 */
public record FieldProblem(String field, String rule, String message) {}
