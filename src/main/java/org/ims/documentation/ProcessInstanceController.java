package org.ims.documentation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.ims.engine.VisibleIncidents;
import org.ims.incident.Incident;
import org.ims.incident.IncidentNumber;
import org.ims.incident.Priority;
import org.ims.incident.UnknownIncidentException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells to which incident an instance of a process belongs, which the engine does not know. Cockpit
 * asks this before it shows what an instance did.
 */
@RestController
@Tag(name = "Processes", description = "Follow what the processes did")
class ProcessInstanceController {

  private final IncidentProcess process;
  private final VisibleIncidents incidents;

  ProcessInstanceController(IncidentProcess process, VisibleIncidents incidents) {
    this.process = process;
    this.incidents = incidents;
  }

  @Schema(name = "ProcessInstance", description = "An instance of a process and its incident")
  record Instance(
      String id,
      @Schema(description = "Absent when the process is not about an incident") About incident) {}

  @Schema(name = "IncidentOfInstance", description = "What an instance is about")
  record About(
      @Schema(example = "INC-2026-000042") String number,
      @Schema(example = "Mail is down") String title,
      @Schema(description = "Absent before assessment", example = "P2") Priority priority) {}

  @GetMapping(path = "/api/process-instances/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Find the incident of a process instance",
      description =
          "For a running instance or one in the history. An instance of a restricted incident is"
              + " unknown to those who may not see the incident. For auditor, process-owner,"
              + " incident-manager, major-incident-manager and camunda-admin.")
  Instance instance(
      @Parameter(description = "Id of the instance", example = "0f3c9a51-1c1d-11f1-9f0e-0242ac1")
          @PathVariable
          String id) {
    String key = process.businessKey(id).orElseThrow(() -> new UnknownInstanceException(id));
    if (!IncidentNumber.isValid(key)) {
      return new Instance(id, null);
    }
    try {
      Incident incident = incidents.get(key);
      return new Instance(
          id, new About(incident.number(), incident.report().title(), incident.priority()));
    } catch (UnknownIncidentException e) {
      throw new UnknownInstanceException(id);
    }
  }

  /** No process instance has this id. */
  @ResponseStatus(HttpStatus.NOT_FOUND)
  static class UnknownInstanceException extends RuntimeException {

    UnknownInstanceException(String id) {
      super("No process instance has the id %s.".formatted(id));
    }
  }
}
