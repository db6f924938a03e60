package org.ims.documentation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.ims.documentation.journal.JournalNotes;
import org.ims.engine.Caller;
import org.ims.engine.VisibleIncidents;
import org.ims.incident.Incident;
import org.ims.incident.IncidentNumber;
import org.ims.incident.InvalidInputException;
import org.ims.incident.TimelineContributor;
import org.ims.incident.TimelineEntry;
import org.ims.incident.TimelineWindow;
import org.ims.incident.UnknownIncidentException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tells the story of an incident, as far as the record has it, and lets people add to it. */
@RestController
@RequestMapping(
    path = "/api/incidents/{number}/timeline",
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Incidents", description = "Report incidents and follow them")
class TimelineController {

  private static final String NUMBER = "INC-2026-000042";
  private static final int MOST = 500;

  private final VisibleIncidents incidents;
  private final List<TimelineContributor> contributors;
  private final JournalNotes notes;
  private final Caller caller;

  TimelineController(
      VisibleIncidents incidents,
      List<TimelineContributor> contributors,
      JournalNotes notes,
      Caller caller) {
    this.incidents = incidents;
    this.contributors = contributors;
    this.notes = notes;
    this.caller = caller;
  }

  @Schema(name = "TimelineEntry", description = "One thing that happened to an incident")
  record Entry(
      Instant at,
      @Schema(example = "message-sent") String kind,
      @Schema(description = "Who did it: a login, an address or a source", example = "system")
          String actor,
      @Schema(example = "Mail \"INC-2026-000042 - we have your report\" to reporter: taken.")
          String text,
      @Schema(description = "Its number in the journal, if it is from there", nullable = true)
          Long entry,
      @Schema(description = "The number of the note that it corrects", nullable = true)
          Long corrects) {

    static Entry of(TimelineEntry entry) {
      return new Entry(
          entry.at(), entry.kind(), entry.actor(), entry.text(), entry.entry(), entry.corrects());
    }
  }

  @Schema(name = "Note", description = "What somebody writes down about an incident")
  record Note(
      @Schema(example = "The supplier says that the line is cut.", maxLength = 4000) String text,
      @Schema(description = "When it happened; absent for now", nullable = true) Instant at,
      @Schema(description = "The number of the note that this one corrects", nullable = true)
          Long corrects) {}

  @GetMapping
  @Operation(
      summary = "Read the story of an incident",
      description =
          "In what state it was when, what people did, wrote down and decided by which table, what"
              + " its sources said, and who was told what, when, through which channel, and whether"
              + " it arrived. The newest entries, the oldest of them first; earlier ones with"
              + " before. Known to the same people as the incident, except its reporter.")
  List<Entry> timeline(
      @Parameter(example = NUMBER, schema = @Schema(pattern = IncidentNumber.FORMAT)) @PathVariable
          String number,
      @Parameter(
              description = "Only what happened earlier, as the at of the first entry of a page",
              example = "2026-03-01T00:00:00Z")
          @RequestParam(required = false)
          Instant before,
      @Parameter(description = "How many; those of one instant stay together")
          @RequestParam(defaultValue = "200")
          @Min(1) @Max(MOST) int limit,
      @Parameter(
              description = "Only what people did, messages, or decisions",
              schema = @Schema(allowableValues = {"all", "work", "messages", "decisions"}))
          @RequestParam(defaultValue = "all")
          String group,
      @Parameter(
              description = "all: also the steps of the engine",
              schema = @Schema(allowableValues = {"plain", "all"}))
          @RequestParam(defaultValue = "plain")
          String detail) {
    Incident incident = readable(number);
    TimelineWindow window =
        new TimelineWindow(
            before,
            limit,
            TimelineGroup.of(group)
                .orElseThrow(
                    () ->
                        new InvalidInputException(
                            "group", "one-of", "Group must be all, work, messages or decisions."))
                .kinds(),
            isAll(detail));
    return window
        .of(
            contributors.stream()
                .flatMap(contributor -> contributor.entriesOf(incident, window).stream()))
        .stream()
        .map(Entry::of)
        .toList();
  }

  private static boolean isAll(String detail) {
    if (!detail.equals("all") && !detail.equals("plain")) {
      throw new InvalidInputException("detail", "one-of", "Detail must be plain or all.");
    }
    return detail.equals("all");
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Add a note to the story of an incident",
      description =
          "It is kept in the journal under the caller's name, and nobody can change it; a correction"
              + " is another note that names the first. For those who work on incidents and may see"
              + " this one, after its closure too.")
  Entry add(
      @Parameter(example = NUMBER, schema = @Schema(pattern = IncidentNumber.FORMAT)) @PathVariable
          String number,
      @RequestBody Note note) {
    Incident incident = readable(number);
    if (!caller.reader().works()) {
      throw new AccessDeniedException("Notes are written by those who work on incidents.");
    }
    return Entry.of(notes.add(incident, note.text(), note.at(), note.corrects()));
  }

  private Incident readable(String number) {
    Incident incident = incidents.get(number);
    if (!StoryReaders.mayRead(caller.reader())) {
      throw new UnknownIncidentException(number);
    }
    return incident;
  }
}
