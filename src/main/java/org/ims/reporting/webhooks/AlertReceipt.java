package org.ims.reporting.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What became of a delivery.
 *
 * @param number of the incident that it opened, updated or joined; null when it was about none
 */
@Schema(name = "AlertReceipt", description = "What became of a delivery")
record AlertReceipt(
    @Schema(
            description = "The incident that it opened, changed or joined",
            example = "INC-2026-000042",
            nullable = true)
        String number,
    Outcome outcome) {

  /** What became of it. */
  enum Outcome {
    /** A new incident. */
    @JsonProperty("opened")
    OPENED,
    /** Joined the incident of a storm. */
    @JsonProperty("joined-storm")
    JOINED_STORM,
    /** Changed what is known of an open incident. */
    @JsonProperty("updated")
    UPDATED,
    /** The source says that it is over. */
    @JsonProperty("resolved")
    RESOLVED,
    /** Something ended of which nobody had heard. */
    @JsonProperty("ignored")
    IGNORED,
    /** In work; seen by nobody but the transaction that took it. */
    @JsonProperty("taken")
    TAKEN
  }
}
