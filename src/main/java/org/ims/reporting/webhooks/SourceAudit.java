package org.ims.reporting.webhooks;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

@Schema(name = "WebhookAudit", description = "What a source delivered, and what was refused")
record SourceAudit(
    @Schema(description = "Taken deliveries, newest first, at most 200") List<Delivery> deliveries,
    @Schema(description = "Refusals, counted by hour, newest first, at most 200")
        List<Refusals> refusals) {

  @Schema(name = "WebhookDelivery")
  record Delivery(
      Instant receivedAt,
      @Schema(description = "Given by the source, or made from the content") String deliveryId,
      @Schema(example = "opened") String outcome,
      @Schema(example = "INC-2026-000042", nullable = true) String incidentNumber) {}

  @Schema(name = "WebhookRefusals")
  record Refusals(
      Instant hour, @Schema(example = "signature") String reason, long count, Instant lastAt) {}
}
