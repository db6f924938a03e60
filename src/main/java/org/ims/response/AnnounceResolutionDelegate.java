package org.ims.response;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Notices;
import org.springframework.stereotype.Component;

@Component
class AnnounceResolutionDelegate implements JavaDelegate {

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd HH:mm zzz", Locale.ENGLISH);

  @Override
  public void execute(DelegateExecution execution) {
    Date confirmDue = (Date) execution.getVariable(IncidentResponseProcess.CONFIRM_DUE);
    Notices.request(
        execution,
        "resolution",
        (Integer) execution.getVariable(IncidentResponseProcess.RESOLUTION_ROUND),
        DAY_AND_TIME.format(confirmDue.toInstant().atZone(ZoneId.systemDefault())));
  }
}
