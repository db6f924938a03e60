package org.ims.reporting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.util.regex.Pattern;
import org.ims.incident.InvalidInputException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Lets programs report incidents as people do in Tasklist. */
@RestController
@Tag(name = "Incidents", description = "Report incidents and follow them")
class ReportController {

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final Pattern KEY = Pattern.compile("[\\x20-\\x7E]{1,255}");

  private final ReportIntake intake;

  ReportController(ReportIntake intake) {
    this.intake = intake;
  }

  @PostMapping(
      path = "/api/incidents",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Report an incident",
      description =
          "Stores the report and starts the lifecycle of its incident. The caller is the reporter."
              + " The report is stored when, and only when, the answer is 201 with a number in its"
              + " body; after any other answer, or none, repeat it with the same Idempotency-Key.")
  @ApiResponse(
      responseCode = "201",
      description = "Stored; a repeat gets the same answer",
      headers =
          @Header(
              name = "Location",
              description = "Where the incident can be read",
              schema = @Schema(type = "string", example = "/api/incidents/INC-2026-000042")))
  ResponseEntity<ReportReceipt> report(
      @Parameter(
              description =
                  "Chosen by the caller, unique to this report: 1 to 255 printable ASCII"
                      + " characters. A repeat with the same key and body gets the first answer"
                      + " and stores nothing; the same key with another body is refused with 422.",
              example = "3f6c1f0e-7d55-4a0c-9a39-0c8f5c0f9f5e")
          @RequestHeader(name = IDEMPOTENCY_KEY, required = false)
          String idempotencyKey,
      @RequestBody ReportRequest request,
      @Parameter(hidden = true) Principal caller) {
    if (idempotencyKey != null && !KEY.matcher(idempotencyKey).matches()) {
      throw new InvalidInputException(
          IDEMPOTENCY_KEY,
          "characters",
          "Idempotency-Key must be 1 to 255 printable ASCII characters.");
    }
    ReportReceipt receipt = intake.accept(caller.getName(), idempotencyKey, request);
    return ResponseEntity.created(URI.create("/api/incidents/" + receipt.number())).body(receipt);
  }
}
