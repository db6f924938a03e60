package org.ims.response;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class ResolveIncidentDelegate implements JavaDelegate {

  private final Response response;

  ResolveIncidentDelegate(Response response) {
    this.response = response;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Response.Deadlines deadlines =
        response.resolve(IncidentLifecycleProcess.incidentNumber(execution));
    keep(deadlines, execution);
    execution.setVariable(IncidentResponseProcess.RESOLUTION_ROUND, deadlines.round());
  }

  static void keep(Response.Deadlines deadlines, DelegateExecution execution) {
    execution.setVariable(IncidentResponseProcess.VERIFY_DUE, Date.from(deadlines.verifyDue()));
    execution.setVariable(IncidentResponseProcess.CONFIRM_DUE, Date.from(deadlines.confirmDue()));
  }
}
