package org.ims.communication.subscriptions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.ims.incident.Priority;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets programs look after subscriptions. */
@RestController
@RequestMapping(path = "/api/subscriptions", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Subscriptions", description = "Who wants to hear of what")
class SubscriptionsController {

  private final SubscriptionDesk desk;

  SubscriptionsController(SubscriptionDesk desk) {
    this.desk = desk;
  }

  @Schema(name = "Subscription")
  record Entry(
      long id,
      Subscription.Kind kind,
      @Schema(
              description = "A login, a group, a mail address or the name of a channel",
              example = "responder-network")
          String subscriber,
      @Schema(description = "For whom what is heard is written") Subscription.Audience audience,
      @Schema(nullable = true, example = "mail") String service,
      @Schema(nullable = true, description = "This priority or a higher one") Priority priority,
      @Schema(nullable = true, example = "INC-2026-000042") String incident,
      String createdBy,
      Instant createdAt) {

    static Entry of(Subscription subscription) {
      return new Entry(
          subscription.id(),
          subscription.kind(),
          subscription.subscriber(),
          subscription.audience(),
          subscription.service(),
          subscription.priority(),
          subscription.incidentNumber(),
          subscription.createdBy(),
          subscription.createdAt());
    }
  }

  @GetMapping
  @Operation(
      summary = "List subscriptions",
      description = "The caller's own; for managers and communication those of all.")
  List<Entry> subscriptions() {
    return Stream.concat(desk.mine().stream(), desk.others().stream()).map(Entry::of).toList();
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Subscribe",
      description =
          "For oneself; managers and communication also for groups, addresses outside and"
              + " channels.")
  @ApiResponse(responseCode = "201", description = "Subscribed")
  Entry subscribe(@RequestBody SubscriptionRequest request) {
    return Entry.of(desk.subscribe(request));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "End a subscription",
      description = "Nothing is sent for it any more; what was sent stays on record.")
  @ApiResponse(responseCode = "204", description = "Ended")
  void end(@Parameter(example = "42") @PathVariable long id) {
    desk.end(id);
  }
}
