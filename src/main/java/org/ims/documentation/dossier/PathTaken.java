package org.ims.documentation.dossier;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ims.documentation.dossier.BpmnDiagram.Flow;
import org.ims.documentation.dossier.EngineRecord.Step;

/**
 * The way that one or more instances took through a model.
 *
 * @param times how often each element was passed
 * @param flows the sequence flows that were taken
 * @param lasting the elements that are not over yet
 */
record PathTaken(Map<String, Integer> times, Set<String> flows, Set<String> lasting) {

  /**
   * The engine does not write down which sequence flow it took: into each step led the one whose
   * source was left last before.
   *
   * @param steps of instances of this model, in their order
   * @param known elements that are known to have been passed, whether or not there are steps
   */
  static PathTaken of(BpmnDiagram diagram, List<Step> steps, Collection<String> known) {
    Map<String, Integer> times = new HashMap<>();
    Set<String> lasting = new HashSet<>();
    known.forEach(element -> times.putIfAbsent(element, 1));
    Map<String, Integer> counted = new HashMap<>();
    for (Step step : steps) {
      counted.merge(step.element(), 1, Integer::sum);
      if (step.end() == null) {
        lasting.add(step.element());
      }
    }
    times.putAll(counted);
    Set<String> taken = new HashSet<>();
    for (Step step : steps) {
      Flow into = null;
      Instant left = null;
      for (Flow flow : diagram.flows()) {
        if (!flow.target().equals(step.element())) {
          continue;
        }
        Instant leftHere = leftBefore(steps, flow.source(), step);
        if (leftHere != null && (left == null || leftHere.isAfter(left))) {
          left = leftHere;
          into = flow;
        }
      }
      if (into != null) {
        taken.add(into.id());
      }
    }
    return new PathTaken(times, taken, lasting);
  }

  /** When an element was last left at its end before a step began; null when it was not. */
  private static Instant leftBefore(List<Step> steps, String element, Step step) {
    Instant last = null;
    for (Step other : steps) {
      if (other.element().equals(element)
          && other.process().equals(step.process())
          && !other.cancelled()
          && other.end() != null
          && !other.end().isAfter(step.start())
          && (last == null || other.end().isAfter(last))) {
        last = other.end();
      }
    }
    return last;
  }

  boolean passed(String element) {
    return times.containsKey(element);
  }
}
