package org.ims.incident;

import java.util.List;
import java.util.stream.Collectors;

/** Input was refused and nothing was stored; lists everything that is wrong with it at once. */
public class InvalidInputException extends RuntimeException {

  private final transient List<Violation> violations;

  public InvalidInputException(List<Violation> violations) {
    super(violations.stream().map(Violation::message).collect(Collectors.joining(" ")));
    this.violations = List.copyOf(violations);
  }

  public InvalidInputException(String field, String rule, String message) {
    this(List.of(new Violation(field, rule, message)));
  }

  public List<Violation> violations() {
    return violations;
  }
}
