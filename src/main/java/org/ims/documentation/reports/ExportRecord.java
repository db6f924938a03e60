package org.ims.documentation.reports;

import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps in the journal which figures left the system, and which reports were made. */
@Component
class ExportRecord {

  private final ObjectProvider<Journal> journal;

  ExportRecord(ObjectProvider<Journal> journal) {
    this.journal = journal;
  }

  @Transactional
  public void exported(Figure figure, Period period) {
    record(
        JournalFact.of(null, "report-exported")
            .with("report", figure.key())
            .with("from", period.first().toString())
            .with("to", period.last().toString()));
  }

  @Transactional
  public void compiled(String month, String sha256) {
    record(
        JournalFact.of(null, "report-compiled")
            .by("system")
            .with("month", month)
            .with("sha256", sha256));
  }

  @Transactional
  public void sent(String month, String address, boolean taken) {
    record(
        JournalFact.of(null, taken ? "report-sent" : "report-undelivered")
            .by("system")
            .with("month", month)
            .withPersonal("address", address));
  }

  private void record(JournalFact fact) {
    journal.ifAvailable(kept -> kept.record(fact));
  }
}
