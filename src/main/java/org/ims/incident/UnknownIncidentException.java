package org.ims.incident;

/** No incident has this number. */
public class UnknownIncidentException extends RuntimeException {

  public UnknownIncidentException(String number) {
    super("No incident has the number %s.".formatted(number));
  }
}
