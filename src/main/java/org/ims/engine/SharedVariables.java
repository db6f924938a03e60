package org.ims.engine;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/** Facts that several running processes of an incident carry, each for its own forms and tables. */
@Component
public class SharedVariables {

  private final RuntimeService runtime;

  SharedVariables(RuntimeService runtime) {
    this.runtime = runtime;
  }

  /** Changes the fact in every process that knows it; the others are left alone. */
  public void change(String incidentNumber, String variable, Object value) {
    for (ProcessInstance process :
        runtime.createProcessInstanceQuery().processInstanceBusinessKey(incidentNumber).list()) {
      Overtaken.unless(() -> change(process, variable, value));
    }
  }

  private void change(ProcessInstance process, String variable, Object value) {
    if (runtime.getVariable(process.getId(), variable) != null) {
      runtime.setVariable(process.getId(), variable, value);
    }
  }
}
