package org.ims.documentation;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.ims.engine.Caller;
import org.ims.engine.VisibleIncidents;
import org.ims.incident.Incident;
import org.ims.incident.IncidentNumber;
import org.ims.incident.TimelineContributor;
import org.ims.incident.TimelineEntry;
import org.ims.incident.UnknownIncidentException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells programs the story of an incident, as far as the components have it on record. */
@RestController
@Tag(name = "Incidents", description = "Report incidents and follow them")
class TimelineController {

  private final VisibleIncidents incidents;
  private final List<TimelineContributor> contributors;
  private final Caller caller;

  TimelineController(
      VisibleIncidents incidents, List<TimelineContributor> contributors, Caller caller) {
    this.incidents = incidents;
    this.contributors = contributors;
    this.caller = caller;
  }

  @Schema(name = "TimelineEntry", description = "One thing that happened to an incident")
  record Entry(
      Instant at,
      @Schema(example = "message-sent") String kind,
      @Schema(description = "Who did it: a login, an address or a source", example = "system")
          String actor,
      @Schema(example = "Mail \"INC-2026-000042 - we have your report\" to reporter: taken.")
          String text) {

    static Entry of(TimelineEntry entry) {
      return new Entry(entry.at(), entry.kind(), entry.actor(), entry.text());
    }
  }

  @GetMapping(
      path = "/api/incidents/{number}/timeline",
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Read the story of an incident",
      description =
          "In what state it was when, what its sources said, and who was told what, when, through"
              + " which channel, and whether it arrived; the oldest"
              + " first. Known to the same people as the incident, except its reporter.")
  List<Entry> timeline(
      @Parameter(example = "INC-2026-000042", schema = @Schema(pattern = IncidentNumber.FORMAT))
          @PathVariable
          String number) {
    return story(number);
  }

  /** The same for the tab in Tasklist, whose session the API does not know. */
  @Hidden
  @GetMapping(path = "/timeline/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
  List<Entry> timelineInTasklist(@PathVariable String number) {
    return story(number);
  }

  private List<Entry> story(String number) {
    Incident incident = incidents.get(number);
    if (!StoryReaders.mayRead(caller.reader())) {
      throw new UnknownIncidentException(number);
    }
    return contributors.stream()
        .flatMap(contributor -> contributor.entriesOf(incident).stream())
        .sorted(Comparator.comparing(TimelineEntry::at))
        .map(Entry::of)
        .toList();
  }
}
