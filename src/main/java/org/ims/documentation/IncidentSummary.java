package org.ims.documentation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.ims.incident.IncidentState;
import org.ims.incident.MajorIncident;
import org.ims.incident.Priority;

/** One line of a list of incidents. */
@Schema(name = "IncidentSummary", description = "An incident, as in a list")
record IncidentSummary(
    @Schema(example = "INC-2026-000042") String number,
    @Schema(example = "Mail is down") String title,
    @Schema(example = "RESPONDING") IncidentState state,
    @Schema(description = "Absent before assessment", example = "P2") Priority priority,
    @Schema(description = "The affected service", example = "mail") String service,
    @Schema(
            description = "Candidate group; absent before assessment",
            example = "responder-workplace")
        String team,
    @Schema(description = "Login of the reporter", example = "reporter") String reporter,
    @Schema(description = "Login of the responder who claimed it", example = "responder")
        String responder,
    MajorIncident major,
    boolean restricted,
    @Schema(description = "Whether it is only an exercise") boolean drill,
    @Schema(description = "When the report was stored") Instant openedAt,
    @Schema(description = "When the service is promised to work again") Instant resolveDue,
    Instant resolvedAt,
    Instant closedAt,
    @Schema(
            description =
                "The latest version of the lifecycle by which it ran; absent where it never ran",
            example = "3")
        Integer processVersion) {}
