package org.ims.incident;

import java.math.BigDecimal;

/**
 * What the work on an incident has taken so far.
 *
 * @param hours worked
 * @param costEur paid to others, in euros
 * @param people how many people and suppliers took part
 */
public record ResourceUse(BigDecimal hours, BigDecimal costEur, int people) {

  /** Whether nobody has told of any. */
  public boolean isNone() {
    return people == 0;
  }
}
