package org.ims.operations;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.ims.engine.StuckWork.StuckJob;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Stuck jobs, for the page in Cockpit and for programs. */
@RestController
@RequestMapping(path = "/api/stuck-jobs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
    name = "Stuck jobs",
    description =
        "Work of the engine that failed until its tries were used up; for process owners and"
            + " administrators, who have it tried again, and for auditors")
class StuckJobsController {

  private final StuckJobs jobs;

  StuckJobsController(StuckJobs jobs) {
    this.jobs = jobs;
  }

  @Schema(name = "StuckJobs")
  record Page(
      @Schema(description = "How many are shown", example = "3") int count,
      @Schema(description = "Whether there are more") boolean more,
      @Schema(description = "Whether the caller may have them tried again") boolean mayRetry,
      List<Group> groups) {}

  @Schema(
      name = "StuckJobGroup",
      description = "Jobs that got stuck at the same element for the same reason")
  record Group(
      @Schema(nullable = true, example = "IncidentTriage") String process,
      @Schema(nullable = true, example = "Triage") String processName,
      @Schema(nullable = true, example = "BusinessRuleTask_RoutingDecision") String element,
      @Schema(nullable = true, example = "Choose team") String elementName,
      @Schema(description = "What kind of failure, as the settings name it", example = "table")
          String cause,
      @Schema(description = "What the failure of the oldest one said") String reason,
      @Schema(description = "What to do") String advice,
      @Schema(description = "When the oldest one got stuck") Instant since,
      List<Job> jobs) {

    static Group of(StuckJobGroup group) {
      StuckJob oldest = group.oldest();
      return new Group(
          oldest.process(),
          oldest.processName(),
          oldest.element(),
          oldest.elementName(),
          group.cause().kind(),
          group.reason(),
          group.cause().advice(),
          group.since(),
          group.jobs().stream().map(Job::of).toList());
    }
  }

  @Schema(name = "StuckJob")
  record Job(
      String id,
      Instant since,
      @Schema(nullable = true, example = "INC-2026-000123") String incident,
      @Schema(nullable = true, description = "The process instance") String instance) {

    static Job of(StuckJob job) {
      return new Job(job.job(), job.since(), job.incidentNumber(), job.instance());
    }
  }

  @Schema(name = "StuckJobRetries")
  record Retries(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "Ids of stuck jobs, at most " + StuckJobs.MOST)
          List<String> jobs) {}

  @Schema(name = "StuckJobsRetried")
  record Retried(
      @Schema(description = "How many are tried again now", example = "3") int retried,
      @Schema(description = "How many were not stuck any more, or unknown", example = "0")
          int leftOut) {}

  @GetMapping
  @Operation(
      summary = "List stuck jobs",
      description =
          "Grouped by process, element and reason, the oldest first, at most "
              + StuckJobs.MOST
              + " jobs. Those of restricted incidents are there for whoever sees the incident.")
  Page list() {
    StuckJobs.Seen seen = jobs.seen();
    List<Group> groups = seen.groups().stream().map(Group::of).toList();
    return new Page(
        groups.stream().mapToInt(group -> group.jobs().size()).sum(),
        seen.more(),
        seen.mayRetry(),
        groups);
  }

  @PostMapping(path = "/retries", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Try stuck jobs again",
      description =
          "Once, now. A job that fails once more is stuck again. Each is recorded in the journal"
              + " with who asked for it.")
  @ApiResponse(responseCode = "409", description = "Somebody else did the same just now")
  Retried retry(@RequestBody Retries request) {
    int retried = jobs.retry(request.jobs());
    return new Retried(retried, request.jobs().size() - retried);
  }
}
