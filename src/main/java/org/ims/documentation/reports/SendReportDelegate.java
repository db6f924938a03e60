package org.ims.documentation.reports;

import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class SendReportDelegate implements JavaDelegate {

  private final MonthlyReports reports;

  SendReportDelegate(MonthlyReports reports) {
    this.reports = reports;
  }

  @Override
  public void execute(DelegateExecution execution) {
    int round = (Integer) execution.getVariable(MonthlyReportProcess.ROUND);
    MonthlyReports.Owed owed = reports.sendNext(round);
    execution.setVariable(MonthlyReportProcess.OWED, owed.name().toLowerCase(Locale.ROOT));
    if (owed == MonthlyReports.Owed.LATER) {
      execution.setVariable(MonthlyReportProcess.PAUSE, reports.pause(round));
      execution.setVariable(MonthlyReportProcess.ROUND, round + 1);
    }
  }
}
