package org.ims.incident;

import java.util.List;

/**
 * A component that knows something about an incident which people should see on top of their forms.
 * Components are asked in the order of Spring's {@code @Order}.
 */
public interface FactContributor {

  /**
   * @param label what it is ("Findings")
   * @param value what is known; never null
   */
  record Fact(String label, String value) {}

  /** What this component knows; empty when nothing. */
  List<Fact> factsOf(Incident incident);
}
