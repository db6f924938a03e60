package org.ims.documentation.retention;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.ims.incident.IncidentNumber;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tells how long the record of an incident is kept, and erases what is personal in it. */
@RestController
@RequestMapping(path = "/api/incidents/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Incidents", description = "Report incidents and follow them")
class RetentionController {

  private static final String NUMBER = "INC-2026-000042";

  private final RetentionDesk desk;

  RetentionController(RetentionDesk desk) {
    this.desk = desk;
  }

  @Schema(name = "Retention", description = "How long the record of an incident is kept")
  record Answer(
      @Schema(example = NUMBER) String number,
      @Schema(description = "From when it counts; absent while the incident goes on")
          Instant endedAt,
      @Schema(description = "Then all that is personal is erased without asking") Instant keepUntil,
      @Schema(description = "Then somebody decides whether its personal data is still needed")
          Instant reviewDue,
      @Schema(
              description = "The reason of the rule in RetentionDecision",
              example = "The record of an incident is kept for five years.")
          String because,
      @Schema(description = "Since when it is under legal hold, which overrides the dates")
          Instant heldSince,
      @Schema(description = "When what is personal was erased") Instant erasedAt,
      @Schema(description = "A login, or system", example = "dpo") String erasedBy,
      @Schema(example = "retention-over") String erasedFor) {}

  @Schema(name = "Erasure")
  record Request(
      @Schema(
              description =
                  "The ground (Article 17 (1) a to e of the GDPR), which the journal keeps",
              requiredMode = Schema.RequiredMode.REQUIRED,
              allowableValues = {
                "no-longer-needed",
                "consent-withdrawn",
                "objection",
                "unlawful",
                "legal-obligation"
              },
              example = "no-longer-needed")
          String reason) {}

  @GetMapping("/retention")
  @Operation(
      summary = "Read how long the record of an incident is kept",
      description =
          "Until when and why, whether a legal hold overrides that, and whether what is personal was"
              + " erased. Known to the same people as the incident, except its reporter.")
  Answer retention(
      @Parameter(example = NUMBER, schema = @Schema(pattern = IncidentNumber.FORMAT)) @PathVariable
          String number) {
    return desk.read(number);
  }

  @PostMapping(path = "/erasure", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Erase what is personal in the record of an incident",
      description =
          "Texts, names of people who are not of the staff, files, messages, what the engine"
              + " remembers, and the key of what is personal in the journal. It cannot be undone;"
              + " what happened when, and its proof, stay. For the data protection officer and"
              + " administrators.")
  @ApiResponse(responseCode = "204", description = "It is erased")
  @ApiResponse(
      responseCode = "409",
      description =
          "The incident has not ended, or is under legal hold, or a process of it still runs, or it is"
              + " erased already")
  void erase(
      @Parameter(example = NUMBER, schema = @Schema(pattern = IncidentNumber.FORMAT)) @PathVariable
          String number,
      @RequestBody Request request) {
    desk.erase(number, request.reason());
  }
}
