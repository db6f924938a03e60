package org.ims.engine.gate;

import java.util.HashSet;
import java.util.Set;

/** A new version of a table still gives what the processes that stay as they are read of it. */
final class TableUseCheck {

  private static final String ROW = "decisionResult.singleResult";

  private final Models models;
  private final Findings findings;

  TableUseCheck(Models models, Findings findings) {
    this.models = models;
    this.findings = findings;
  }

  void check() {
    if (models.files(ModelFile.Kind.TABLE).isEmpty()) {
      return;
    }
    Set<String> staying = new HashSet<>(models.deployed().processes());
    models.processes().forEach(process -> staying.remove(process.id()));
    for (String id : staying) {
      models
          .process(id)
          .ifPresent(
              process -> process.all("businessRuleTask").forEach(task -> checkTask(task, id)));
    }
  }

  private void checkTask(XmlElement task, String process) {
    String decision = Vocabulary.camunda(task, "decisionRef");
    if (!models.bringsDecision(decision)) {
      return;
    }
    XmlElement table = models.decision(decision).orElseThrow();
    Set<String> outputs = models.outputs(decision);
    for (XmlElement parameter : task.all("outputParameter")) {
      JuelExpression.find(parameter.text()).stream()
          .flatMap(expression -> expression.members().stream())
          .filter(member -> member.path().equals(ROW) && !outputs.contains(member.name()))
          .forEach(
              member ->
                  findings.add(
                      table,
                      "table-output",
                      "does not give %s, which %s of the process %s reads",
                      member.name(),
                      task.id(),
                      process));
    }
  }
}
