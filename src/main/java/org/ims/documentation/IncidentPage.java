package org.ims.documentation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of a list; the whole is never counted. */
@Schema(name = "IncidentPage")
record IncidentPage(
    List<IncidentSummary> items,
    @Schema(description = "Counts from 0", example = "0") int page,
    @Schema(description = "How many items were asked for", example = "20") int size,
    @Schema(description = "Whether another page follows", example = "true") boolean hasMore,
    @Schema(
            description =
                "How many there are, at most 1000; only when it was asked for with count=true",
            example = "1000")
        Integer count,
    @Schema(description = "Whether there are more than that", example = "true")
        Boolean countIsMore) {}
