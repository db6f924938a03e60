package org.ims.communication.updates;

import java.time.Instant;
import org.ims.incident.IncidentState;

/**
 * What an audience was told of an incident, for those who show it; nothing else of the incident is
 * fit to be shown.
 *
 * @param service key of the service that is affected
 * @param state where the incident stands now, which the audience may not have been told
 * @param closedAt when it came to its end, or null
 * @param audience a word of AudienceDecision, as {@code customers}
 * @param nextUpdateAt when the next update was promised for, or null
 */
public record PublishedUpdate(
    String incidentNumber,
    String service,
    IncidentState state,
    Instant closedAt,
    String audience,
    UpdateStatus status,
    String text,
    Instant sentAt,
    Instant nextUpdateAt) {}
