package org.ims.documentation.reports;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class CompileReportDelegate implements JavaDelegate {

  private final MonthlyReports reports;

  CompileReportDelegate(MonthlyReports reports) {
    this.reports = reports;
  }

  @Override
  public void execute(DelegateExecution execution) {
    reports.compile();
    execution.setVariable(MonthlyReportProcess.ROUND, 0);
  }
}
