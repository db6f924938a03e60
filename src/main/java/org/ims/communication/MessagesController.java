package org.ims.communication;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets programs look after messages. */
@RestController
@RequestMapping(path = "/api/messages", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
    name = "Messages",
    description =
        "What was told to whom and whether it arrived; for managers, communication and auditors")
class MessagesController {

  private final Deliveries deliveries;

  MessagesController(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  @Schema(name = "Message", description = "One message to one recipient")
  record Entry(
      long id,
      @Schema(example = "INC-2026-000042") String incidentNumber,
      @Schema(example = "acknowledgement") String kind,
      @Schema(
              description = "A login, an address, or a channel as channel:ops",
              example = "reporter")
          String recipient,
      @Schema(description = "Through which channel it goes") ChannelKind channel,
      Notice.State state,
      Instant writtenAt,
      @Schema(nullable = true) Instant sentAt,
      @Schema(description = "How often it was tried") int attempts,
      @Schema(nullable = true, example = "The mail server does not answer.") String lastError,
      @Schema(nullable = true, description = "Who had it sent again or discarded it")
          String decidedBy,
      @Schema(nullable = true, description = "Why it was discarded") String reason) {

    static Entry of(Notice notice) {
      return new Entry(
          notice.id(),
          notice.incidentNumber(),
          notice.kind(),
          notice.recipient(),
          notice.channel(),
          notice.state(),
          notice.writtenAt(),
          notice.sentAt(),
          notice.attempts(),
          notice.lastError(),
          notice.decidedBy(),
          notice.decisionReason());
    }
  }

  @Schema(name = "Retried")
  record Retried(@Schema(description = "How many are sent again") int messages) {}

  @Schema(name = "Discarding")
  record Discarding(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              example = "Told the customer on the telephone")
          String reason) {}

  @GetMapping
  @Operation(
      summary = "List messages",
      description = "The newest 200, without those about incidents that the caller may not see.")
  List<Entry> messages(
      @Parameter(description = "One or more states", example = "UNDELIVERED")
          @RequestParam(required = false)
          Set<Notice.State> state,
      @Parameter(description = "About this incident", example = "INC-2026-000042")
          @RequestParam(required = false)
          String incident) {
    return deliveries
        .newest(state == null ? EnumSet.noneOf(Notice.State.class) : state, incident)
        .stream()
        .map(Entry::of)
        .toList();
  }

  @PostMapping("/{id}/retry")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Send an undelivered message again",
      description = "It is tried at once, and as often as a new one.")
  @ApiResponse(responseCode = "204", description = "It is tried again")
  void retry(@Parameter(example = "42") @PathVariable long id) {
    deliveries.retry(id);
  }

  @PostMapping("/retry")
  @Operation(
      summary = "Send all undelivered messages again",
      description = "At most 200 at once, the oldest first.")
  Retried retryAll() {
    return new Retried(deliveries.retryAll());
  }

  @PostMapping(path = "/{id}/discard", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Discard an undelivered message",
      description = "Nobody needs it any more; the reason stays on record.")
  @ApiResponse(responseCode = "204", description = "Discarded")
  void discard(@Parameter(example = "42") @PathVariable long id, @RequestBody Discarding request) {
    deliveries.discard(id, request.reason());
  }
}
