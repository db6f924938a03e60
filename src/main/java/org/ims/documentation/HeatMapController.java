package org.ims.documentation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.ims.engine.Caller;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Violation;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tells those who answer for the processes where their time goes. */
@RestController
@Tag(name = "Processes", description = "Follow what the processes did")
class HeatMapController {

  /** Before and after everything that the engine's tables can hold. */
  private static final Instant EVER = Instant.parse("1970-01-01T00:00:00Z");

  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private final HeatMap heat;
  private final Caller caller;

  HeatMapController(HeatMap heat, Caller caller) {
    this.heat = heat;
    this.caller = caller;
  }

  @Schema(name = "HeatMap", description = "Where the work of one version of a process goes")
  record Heat(
      @Schema(example = "IncidentTriage:1:0f3c") String id,
      @Schema(example = "IncidentTriage") String key,
      @Schema(example = "1") int version,
      @Schema(example = "Incident triage") String name,
      @Schema(description = "How many instances were started in the period") long instances,
      @Schema(description = "How many of them, the newest, the figures are about") long counted,
      List<HeatOfElement> elements) {}

  @Schema(name = "HeatOfElement", description = "The figures of one element of the model")
  record HeatOfElement(
      @Schema(description = "Its id in the model", example = "UserTask_TriageIncident") String id,
      @Schema(description = "How often it was reached") long visits,
      @Schema(description = "How many of those run") long running,
      @Schema(description = "How many of those were cancelled") long cancelled,
      @Schema(description = "Only where people work") HeatOfTasks tasks) {}

  @Schema(name = "HeatOfTasks", description = "How long people took; seconds by the clock")
  record HeatOfTasks(
      long created,
      @Schema(description = "How many were ever in somebody's hands") long claimed,
      @Schema(description = "From its creation until it was first claimed") Double waitingMedian,
      Double waitingP90,
      long completed,
      @Schema(description = "From the first claim to completion") Double workingMedian,
      Double workingP90,
      @Schema(description = "How many were not completed by their due date") long breaches) {}

  @GetMapping(
      path = "/api/process-definitions/{id}/heat",
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Read the heat map of a version of a process",
      description =
          "How often each element was reached, how long tasks waited for somebody and how long"
              + " people worked on them (median and 90th percentile), and how many due dates were"
              + " missed; over the newest instances, as many as ims.heat-map.most-instances (10,000 by"
              + " default). Exercises do not count, nor do restricted incidents for those who may not"
              + " see them. For auditor, process-owner, incident-manager, major-incident-manager and camunda-admin.")
  @Parameter(
      name = "from",
      in = ParameterIn.QUERY,
      description = "Only instances started at or after",
      schema = @Schema(type = "string", format = "date-time"),
      example = "2026-03-01T00:00:00Z")
  @Parameter(
      name = "to",
      in = ParameterIn.QUERY,
      description = "Only instances started before",
      schema = @Schema(type = "string", format = "date-time"),
      example = "2026-04-01T00:00:00Z")
  Heat heat(
      @Parameter(description = "Id of the process definition", example = "IncidentTriage:1:0f3c")
          @PathVariable
          String id,
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
    if (!StoryReaders.mayReadProcesses(caller.reader())) {
      throw new AccessDeniedException("Heat maps are for those who answer for the processes.");
    }
    List<Violation> violations = new ArrayList<>();
    parameters.keySet().stream()
        .filter(name -> !name.equals("from") && !name.equals("to"))
        .sorted()
        .map(name -> new Violation(name, "unknown", "There is no such parameter."))
        .forEach(violations::add);
    Instant from = instant(parameters, "from", EVER, violations);
    Instant to = instant(parameters, "to", NEVER, violations);
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    return heat.of(id, from, to, caller.reader())
        .map(HeatMapController::heat)
        .orElseThrow(() -> new UnknownDefinitionException(id));
  }

  private static Heat heat(HeatMap.Figures figures) {
    return new Heat(
        figures.definition().id(),
        figures.definition().key(),
        figures.definition().version(),
        figures.definition().name(),
        figures.instances(),
        figures.counted(),
        figures.elements().stream().map(HeatMapController::heat).toList());
  }

  private static HeatOfElement heat(HeatMap.Element element) {
    HeatMap.Work work = element.work();
    return new HeatOfElement(
        element.id(),
        element.visits(),
        element.running(),
        element.cancelled(),
        work == null
            ? null
            : new HeatOfTasks(
                work.tasks(),
                work.claimed(),
                work.waitingMedian(),
                work.waitingP90(),
                work.completed(),
                work.workingMedian(),
                work.workingP90(),
                work.breaches()));
  }

  private static Instant instant(
      MultiValueMap<String, String> parameters,
      String name,
      Instant otherwise,
      List<Violation> violations) {
    String text = parameters.getFirst(name);
    if (text == null) {
      return otherwise;
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      if (!instant.isBefore(EVER) && !instant.isAfter(NEVER)) {
        return instant;
      }
    } catch (DateTimeParseException e) {
      // Told below, as is an instant that no database holds.
    }
    violations.add(
        new Violation(
            name,
            "date-time",
            "%s must be a date and time such as 2026-03-01T00:00:00Z.".formatted(name)));
    return otherwise;
  }

  /** No process definition has this id. */
  @ResponseStatus(HttpStatus.NOT_FOUND)
  static class UnknownDefinitionException extends RuntimeException {

    UnknownDefinitionException(String id) {
      super("No process definition has the id %s.".formatted(id));
    }
  }
}
