package org.ims.documentation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.ims.incident.IncidentNumber;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Answers what people see beside the form on which they work. */
@RestController
@Tag(name = "Incidents", description = "Report incidents and follow them")
class OverviewController {

  private final Overviews overviews;

  OverviewController(Overviews overviews) {
    this.overviews = overviews;
  }

  @GetMapping(
      path = "/api/incidents/{number}/overview",
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "See an incident at a glance",
      description =
          "Its state and since when, its priority and why, the clocks of its promises, the people"
              + " who have to do with it, and what whoever asks may do. Known to the same people"
              + " as the timeline; its reporter learns where it stands.")
  IncidentOverview overview(
      @Parameter(example = "INC-2026-000042", schema = @Schema(pattern = IncidentNumber.FORMAT))
          @PathVariable
          String number) {
    return overviews.of(number);
  }
}
