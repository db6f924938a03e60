package org.ims.documentation.reports;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class PlanReportDelegate implements JavaDelegate {

  private final MonthlyReports reports;

  PlanReportDelegate(MonthlyReports reports) {
    this.reports = reports;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable(MonthlyReportProcess.COMPILE_AT, Date.from(reports.nextMorning()));
  }
}
