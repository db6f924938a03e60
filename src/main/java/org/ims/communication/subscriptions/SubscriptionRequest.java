package org.ims.communication.subscriptions;

import io.swagger.v3.oas.annotations.media.Schema;
import org.ims.incident.Priority;

/**
 * What somebody asks for, on the page or by the API.
 *
 * @param kind null for a person
 * @param subscriber null for the caller
 * @param audience null for the usual one: customers for an address outside, else users
 * @param service only incidents of this service, or null
 * @param priority only incidents of this priority or a higher one, or null
 * @param incident only this incident, or null
 */
@Schema(name = "SubscriptionRequest", description = "All of it together; nothing means everything")
record SubscriptionRequest(
    @Schema(description = "PERSON when left out") Subscription.Kind kind,
    @Schema(description = "The caller when left out", example = "responder-network")
        String subscriber,
    @Schema(description = "USERS when left out; CUSTOMERS for an address")
        Subscription.Audience audience,
    @Schema(example = "mail") String service,
    @Schema(description = "This priority or a higher one") Priority priority,
    @Schema(example = "INC-2026-000042") String incident) {

  /** As the form is shown first. */
  static SubscriptionRequest blank() {
    return new SubscriptionRequest(Subscription.Kind.PERSON, "", null, "", null, "");
  }
}
