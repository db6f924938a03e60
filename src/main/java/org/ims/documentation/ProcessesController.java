package org.ims.documentation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.ims.engine.VisibleIncidents;
import org.ims.incident.IncidentNumber;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells those who answer for the process or check it how it ran for an incident. */
@RestController
@Tag(name = "Incidents", description = "Report incidents and follow them")
class ProcessesController {

  private final VisibleIncidents incidents;
  private final IncidentProcess process;

  ProcessesController(VisibleIncidents incidents, IncidentProcess process) {
    this.incidents = incidents;
    this.process = process;
  }

  @GetMapping(
      path = "/api/incidents/{number}/processes",
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "List the processes of an incident",
      description =
          "Every process instance that ran or runs for it, the oldest first and the first 1,000: its"
              + " lifecycle, what that called, and what ran beside it; as long as the engine's"
              + " history is kept. For the groups auditor, process-owner, incident-manager,"
              + " major-incident-manager and camunda-admin, as far as they see the incident.")
  @ApiResponse(responseCode = "200", description = "The processes")
  @ApiResponse(
      responseCode = "403",
      description = "Not for your groups",
      content =
          @io.swagger.v3.oas.annotations.media.Content(
              mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
              schema = @Schema(ref = "#/components/schemas/Problem")))
  List<IncidentProcess.Run> processes(
      @Parameter(example = "INC-2026-000042", schema = @Schema(pattern = IncidentNumber.FORMAT))
          @PathVariable
          String number) {
    incidents.get(number);
    return process.runs(number);
  }
}
