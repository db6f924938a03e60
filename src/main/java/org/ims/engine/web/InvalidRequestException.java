package org.ims.engine.web;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The request breaks rules that only the server can check; answered with 400 and all violations.
 */
public class InvalidRequestException extends RuntimeException {

  private final transient List<FieldProblem> problems;

  public InvalidRequestException(List<FieldProblem> problems) {
    super(
        problems.stream()
            .map(problem -> problem.field() + ": " + problem.message())
            .collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  public InvalidRequestException(String field, String rule, String message) {
    this(List.of(new FieldProblem(field, rule, message)));
  }

  public List<FieldProblem> problems() {
    return problems;
  }
}
