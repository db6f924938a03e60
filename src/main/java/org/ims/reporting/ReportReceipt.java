package org.ims.reporting;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;

/** What the caller holds in the hand once a report is stored; a repeat gets the same one. */
@Schema(name = "ReportReceipt", description = "The report is stored under this number")
record ReportReceipt(
    @Schema(description = "The number that people quote", example = "INC-2026-000042")
        String number,
    @Schema(description = "The state when the report was answered", example = "TRIAGE")
        IncidentState state,
    @Schema(example = "Mail is down") String title,
    @Schema(example = "mail") String service,
    @Schema(description = "When the report was stored") Instant openedAt) {

  static ReportReceipt of(Incident incident, IncidentState state) {
    return new ReportReceipt(
        incident.number(),
        state,
        incident.report().title(),
        incident.report().service(),
        incident.recordedAt());
  }
}
