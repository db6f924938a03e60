package org.ims.engine.gate;

import java.util.Map;
import java.util.Set;

/** Variables that a task brings along for its form to show, and that no field of the form holds. */
public final class ShownVariables {

  /** Booleans. */
  private static final Map<String, Set<String>> CHOICES =
      Map.of(
          "AssessImpact",
          Set.of("reassessment"),
          "WriteUpdate",
          Set.of("updateReturned"),
          "ConfirmAssessment",
          Set.of("reassessment", "priorityLowered"));

  /**
   * Texts for an html view, which alone escapes what it shows: no free text becomes markup there.
   */
  private static final Map<String, Set<String>> TEXTS =
      Map.of("CloseIncident", Set.of("closureGate"));

  private ShownVariables() {}

  public static Set<String> choicesOf(String form) {
    return CHOICES.getOrDefault(form, Set.of());
  }

  static Set<String> textsIn(String form) {
    return TEXTS.getOrDefault(form, Set.of());
  }
}
