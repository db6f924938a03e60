package org.ims.documentation.legalhold;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.ims.incident.IncidentNumber;
import org.ims.incident.LegalHold;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Keeps what a dispute may need from being destroyed. */
@RestController
@RequestMapping(
    path = "/api/incidents/{number}/legal-hold",
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Incidents", description = "Report incidents and follow them")
class LegalHoldController {

  private static final String NUMBER = "INC-2026-000042";

  private final LegalHoldDesk desk;

  LegalHoldController(LegalHoldDesk desk) {
    this.desk = desk;
  }

  @Schema(name = "LegalHold", description = "A time in which nothing of an incident is destroyed")
  record Hold(
      @Schema(example = "Claim of a customer, file 2026/17") String reason,
      @Schema(description = "A login", example = "legal") String setBy,
      Instant setAt,
      @Schema(description = "Absent while it lasts", nullable = true) String releaseReason,
      @Schema(description = "A login", nullable = true) String releasedBy,
      @Schema(nullable = true) Instant releasedAt) {

    static Hold of(LegalHold hold) {
      return new Hold(
          hold.reason(),
          hold.setBy(),
          hold.setAt(),
          hold.releaseReason(),
          hold.releasedBy(),
          hold.releasedAt());
    }
  }

  @Schema(name = "LegalHoldReason")
  record Because(
      @Schema(example = "Claim of a customer, file 2026/17", maxLength = 4000) String reason) {}

  @GetMapping
  @Operation(
      summary = "Read the legal holds of an incident",
      description = "In the order of their beginning; at most the last one lasts.")
  List<Hold> holds(
      @Parameter(example = NUMBER, schema = @Schema(pattern = IncidentNumber.FORMAT)) @PathVariable
          String number) {
    return desk.of(number).stream().map(Hold::of).toList();
  }

  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Put an incident under legal hold",
      description =
          "From now on nothing of it is removed. For legal, the data protection officer, incident"
              + " managers and administrators.")
  Hold set(
      @Parameter(example = NUMBER, schema = @Schema(pattern = IncidentNumber.FORMAT)) @PathVariable
          String number,
      @RequestBody Because because) {
    return Hold.of(desk.set(number, because.reason()));
  }

  @DeleteMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Release the legal hold of an incident",
      description = "For the same people, who say why.")
  Hold release(
      @Parameter(example = NUMBER, schema = @Schema(pattern = IncidentNumber.FORMAT)) @PathVariable
          String number,
      @RequestBody Because because) {
    return Hold.of(desk.release(number, because.reason()));
  }
}
