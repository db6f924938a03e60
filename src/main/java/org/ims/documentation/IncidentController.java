package org.ims.documentation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.ims.engine.Caller;
import org.ims.engine.VisibleIncidents;
import org.ims.incident.Incident;
import org.ims.incident.IncidentNumber;
import org.ims.incident.IncidentState;
import org.ims.incident.Priority;
import org.ims.incident.ResourceUses;
import org.ims.servicelevel.ServiceLevelWatcher;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells programs where incidents stand. */
@RestController
@RequestMapping(path = "/api/incidents", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Incidents", description = "Report incidents and follow them")
class IncidentController {

  private final VisibleIncidents incidents;
  private final IncidentSearch search;
  private final IncidentProcess process;
  private final ResourceUses resources;
  private final IncidentRelations relations;
  private final ServiceLevelWatcher watcher;
  private final Caller caller;

  IncidentController(
      VisibleIncidents incidents,
      IncidentSearch search,
      IncidentProcess process,
      ResourceUses resources,
      IncidentRelations relations,
      ServiceLevelWatcher watcher,
      Caller caller) {
    this.incidents = incidents;
    this.search = search;
    this.process = process;
    this.resources = resources;
    this.relations = relations;
    this.watcher = watcher;
    this.caller = caller;
  }

  @GetMapping("/{number}")
  @Operation(
      summary = "Read an incident",
      description =
          "Where it stands, its priority and why, its team, the promised instants, the steps that"
              + " wait for a person and the version of its process. A restricted incident is known"
              + " only to its reporter, its team, and the groups security-lead, dpo,"
              + " incident-manager, major-incident-manager, auditor and camunda-admin.")
  IncidentDetails incident(
      @Parameter(example = "INC-2026-000042", schema = @Schema(pattern = IncidentNumber.FORMAT))
          @PathVariable
          String number) {
    Incident incident = incidents.get(number);
    return IncidentDetails.of(
        incident,
        resources.of(number),
        relations.of(incident, caller.reader()),
        watcher.breaches(number),
        process.openTasks(number),
        process.definition(number).orElse(null));
  }

  @GetMapping
  @Operation(
      summary = "Find incidents",
      description =
          "All filters must hold. The list is never counted: hasMore tells whether another page"
              + " follows. Unknown parameters are refused.")
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      description = "One or more states, repeated or separated by commas",
      explode = Explode.FALSE,
      array = @ArraySchema(schema = @Schema(implementation = IncidentState.class)))
  @Parameter(
      name = "priority",
      in = ParameterIn.QUERY,
      description = "One or more priorities, repeated or separated by commas",
      explode = Explode.FALSE,
      array = @ArraySchema(schema = @Schema(implementation = Priority.class)))
  @Parameter(
      name = "service",
      in = ParameterIn.QUERY,
      description = "Key of the affected service",
      example = "mail")
  @Parameter(
      name = "drill",
      in = ParameterIn.QUERY,
      description = "Exercises: true for nothing else, all for them too",
      schema =
          @Schema(
              type = "string",
              allowableValues = {"false", "true", "all"},
              defaultValue = "false"))
  @Parameter(
      name = "text",
      in = ParameterIn.QUERY,
      description =
          "Words, each of which begins a word of the number, title or description; case does not"
              + " matter",
      schema = @Schema(type = "string", maxLength = IncidentQuery.MAX_TEXT),
      example = "mail hamb")
  @Parameter(
      name = "openedFrom",
      in = ParameterIn.QUERY,
      description = "Opened at or after",
      schema = @Schema(type = "string", format = "date-time"),
      example = "2026-03-01T00:00:00Z")
  @Parameter(
      name = "openedTo",
      in = ParameterIn.QUERY,
      description = "Opened at or before",
      schema = @Schema(type = "string", format = "date-time"),
      example = "2026-03-31T23:59:59Z")
  @Parameter(
      name = "sort",
      in = ParameterIn.QUERY,
      description =
          "number, openedAt, priority, state (in the order of the lifecycle) or resolveDue, then"
              + " ,asc or ,desc",
      schema = @Schema(type = "string", defaultValue = "openedAt,desc"))
  @Parameter(
      name = "page",
      in = ParameterIn.QUERY,
      description = "Counts from 0; the first 10,000 incidents can be paged through",
      schema = @Schema(type = "integer", minimum = "0", defaultValue = "0"))
  @Parameter(
      name = "size",
      in = ParameterIn.QUERY,
      description = "Items on a page",
      schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "20"))
  IncidentPage incidents(
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
    IncidentQuery query = IncidentQuery.of(parameters);
    IncidentSearch.Result found = search.find(query, caller.reader());
    return new IncidentPage(
        found.items().stream().map(IncidentSummary::of).toList(),
        query.page(),
        query.size(),
        found.hasMore());
  }
}
