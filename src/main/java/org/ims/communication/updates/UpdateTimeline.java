package org.ims.communication.updates;

import java.util.ArrayList;
import java.util.List;
import org.ims.engine.SubmittedForm;
import org.ims.incident.Incident;
import org.ims.incident.TimelineContributor;
import org.ims.incident.TimelineEntry;
import org.springframework.stereotype.Component;

/** Tells what the audiences were told, by whom, and who stood for it. */
@Component
class UpdateTimeline implements TimelineContributor {

  private final StakeholderUpdates updates;

  UpdateTimeline(StakeholderUpdates updates) {
    this.updates = updates;
  }

  @Override
  public List<TimelineEntry> entriesOf(Incident incident) {
    List<TimelineEntry> entries = new ArrayList<>();
    for (StakeholderUpdate update : updates.findByIncidentNumberOrderById(incident.number())) {
      if (update.state() == StakeholderUpdate.State.SKIPPED) {
        entries.add(
            new TimelineEntry(
                update.writtenAt(),
                "update-skipped",
                update.author(),
                "Nothing told to %s: %s".formatted(update.audience(), update.text())));
        continue;
      }
      entries.add(
          new TimelineEntry(
              update.writtenAt(),
              "update-written",
              update.author(),
              "Update for %s (%s): %s"
                  .formatted(
                      update.audience(), SubmittedForm.key(update.status()), update.text())));
      if (update.decidedAt() != null) {
        entries.add(
            new TimelineEntry(
                update.decidedAt(),
                update.comment() == null ? "update-approved" : "update-returned",
                update.approver(),
                "Update for %s %s"
                    .formatted(
                        update.audience(),
                        update.state() == StakeholderUpdate.State.RETURNED
                            ? "sent back: " + update.comment()
                            : "approved")));
      }
      if (update.sentAt() != null) {
        entries.add(
            new TimelineEntry(
                update.sentAt(),
                update.allClear() ? "all-clear" : "update-sent",
                update.author(),
                "%s for %s sent to %d %s"
                    .formatted(
                        update.allClear() ? "All-clear" : "Update",
                        update.audience(),
                        update.recipients(),
                        update.recipients() == 1 ? "recipient" : "recipients")));
      }
    }
    return entries;
  }
}
