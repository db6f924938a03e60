package org.ims.communication.subscriptions;

import org.ims.incident.Priority;

/**
 * What somebody asks for.
 *
 * @param service only incidents of this service, or null
 * @param priority only incidents of this priority or a higher one, or null
 * @param incident only this incident, or null
 */
record SubscriptionRequest(
    Subscription.Kind kind,
    String subscriber,
    Subscription.Audience audience,
    String service,
    Priority priority,
    String incident) {}
