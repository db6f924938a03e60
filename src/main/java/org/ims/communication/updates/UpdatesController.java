package org.ims.communication.updates;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.ims.engine.Caller;
import org.ims.engine.SubmittedForm;
import org.ims.engine.VisibleIncidents;
import org.ims.incident.Incident;
import org.ims.incident.IncidentNumber;
import org.ims.incident.UnknownIncidentException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells programs what the audiences of an incident were told. */
@RestController
@Tag(name = "Incidents", description = "Report incidents and follow them")
class UpdatesController {

  private final VisibleIncidents incidents;
  private final StakeholderUpdates updates;
  private final Caller caller;

  UpdatesController(VisibleIncidents incidents, StakeholderUpdates updates, Caller caller) {
    this.incidents = incidents;
    this.updates = updates;
    this.caller = caller;
  }

  @Schema(name = "StakeholderUpdate", description = "What an audience was told at one time")
  record Entry(
      @Schema(example = "customers") String audience,
      @Schema(example = "sent") String state,
      @Schema(example = "identified") String status,
      @Schema(example = "We found the cause and are working on it.") String text,
      Instant dueAt,
      Instant writtenAt,
      @Schema(example = "comms-external") String author,
      @Schema(example = "legal") String approver,
      String comment,
      Instant sentAt,
      @Schema(example = "42") int recipients,
      Instant nextUpdateAt,
      boolean allClear) {

    static Entry of(StakeholderUpdate update) {
      return new Entry(
          update.audience(),
          SubmittedForm.key(update.state()),
          update.status() == null ? null : SubmittedForm.key(update.status()),
          update.text(),
          update.dueAt(),
          update.writtenAt(),
          update.author(),
          update.approver(),
          update.comment(),
          update.sentAt(),
          update.recipients(),
          update.nextUpdateAt(),
          update.allClear());
    }
  }

  @GetMapping(path = "/api/incidents/{number}/updates", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "List what the audiences of an incident were told",
      description =
          "Every text with its author, its approver and when it went out, the oldest first; also"
              + " those that were sent back or left out. Who got it is in the timeline.")
  List<Entry> updates(
      @Parameter(example = "INC-2026-000042", schema = @Schema(pattern = IncidentNumber.FORMAT))
          @PathVariable
          String number) {
    Incident incident = incidents.get(number);
    if (caller.groups().stream().allMatch("reporter"::equals)) {
      throw new UnknownIncidentException(number);
    }
    return updates.findByIncidentNumberOrderById(incident.number()).stream()
        .map(Entry::of)
        .toList();
  }
}
