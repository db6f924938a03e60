package org.ims.documentation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.ims.engine.Caller;
import org.ims.engine.VisibleIncidents;
import org.ims.incident.Incident;
import org.ims.incident.IncidentNumber;
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
  @FilterParameters
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
  @Parameter(
      name = "count",
      in = ParameterIn.QUERY,
      description = "Whether to tell how many there are, up to 1000",
      schema = @Schema(type = "boolean", defaultValue = "false"))
  IncidentPage incidents(
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
    IncidentQuery query = IncidentQuery.of(parameters);
    IncidentSearch.Result found = search.find(query, caller.reader());
    return new IncidentPage(
        found.items(),
        query.page(),
        query.size(),
        found.hasMore(),
        found.count(),
        found.countIsMore());
  }
}
