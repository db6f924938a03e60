package org.ims.engine;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.springframework.stereotype.Component;

/**
 * Asks a decision table in its latest version where no business rule task can: inside a step that
 * may refuse what a person entered. The engine keeps each evaluation as it does those of the tasks.
 */
@Component
public class Decisions {

  private final DecisionService decisions;

  Decisions(DecisionService decisions) {
    this.decisions = decisions;
  }

  /** The outputs of all rules that hold, in the order of the table. */
  public List<Map<String, Object>> rows(String table, Map<String, ?> facts) {
    return decisions.evaluateDecisionTableByKey(table, Map.copyOf(facts)).getResultList();
  }
}
