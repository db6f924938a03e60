package org.ims.documentation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.ims.incident.HoldReason;
import org.ims.incident.IncidentState;
import org.ims.incident.MajorIncident;
import org.ims.incident.Priority;

/** What somebody who works on an incident has to see at a glance; what is not known is absent. */
@Schema(name = "IncidentOverview", description = "What is to be seen of an incident at a glance")
record IncidentOverview(
    @Schema(example = "INC-2026-000042") String number,
    @Schema(example = "Mail is down") String title,
    IncidentState state,
    @Schema(description = "When it came into this state") Instant stateSince,
    HoldReason holdReason,
    Priority priority,
    @Schema(
            description = "The rule that gave the priority, or who overrode the tables and why",
            example = "PriorityDecision v1: High impact and high urgency")
        String priorityBecause,
    @Schema(description = "What the priority was made of") List<String> priorityFrom,
    MajorIncident major,
    String majorBecause,
    String service,
    @Schema(description = "Number of the incident that it is part of") String parent,
    @Schema(description = "Number of the incident that carries on") String duplicateOf,
    @Schema(description = "Where the response to a major incident meets") String bridge,
    boolean restricted,
    boolean drill,
    @Schema(description = "What was promised, and how it stands") List<Clock> clocks,
    @Schema(description = "Who has to do with it") List<Involved> people,
    @Schema(description = "Absent when it is under none") Hold legalHold,
    May may) {

  /** Something that was promised. */
  @Schema(name = "PromiseClock")
  record Clock(
      @Schema(example = "resolve") String key,
      @Schema(example = "Resolve") String name,
      @Schema(
              allowableValues = {"running", "paused", "breached", "met"},
              example = "running")
          String state,
      @Schema(description = "Absent while the clock stands still") Instant due,
      @Schema(description = "When it was fulfilled, in time or late") Instant metAt,
      @Schema(description = "How much of its time has passed", example = "40") Integer percent,
      String note) {}

  /** A part that somebody has in it. */
  @Schema(name = "Involved")
  record Involved(
      @Schema(example = "Responder") String role,
      @Schema(description = "A login or a group", example = "responder") String who,
      @Schema(description = "First and last name, if known") String name) {}

  /** Nothing of it may be destroyed. */
  @Schema(name = "OverviewLegalHold")
  record Hold(String reason, String by, Instant since) {}

  /** What whoever asks may do. */
  @Schema(name = "OverviewRights")
  record May(
      @Schema(description = "What was done with it, and what was told") boolean readStory,
      boolean addNotes,
      boolean addFiles,
      boolean removeFiles,
      @Schema(description = "Set and release legal holds") boolean holdLegally,
      @Schema(description = "How large a file may be, in bytes") long largestFile) {}
}
