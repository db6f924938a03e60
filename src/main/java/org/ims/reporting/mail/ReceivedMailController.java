package org.ims.reporting.mail;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.ims.engine.Caller;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the service desk what became of the mails, above all of those that became nothing. */
@RestController
@Tag(
    name = "Received mails",
    description = "What became of each mail; for the service desk, managers and auditors")
class ReceivedMailController {

  private static final int MOST = 200;

  private final ReceivedMails mails;
  private final Caller caller;

  ReceivedMailController(ReceivedMails mails, Caller caller) {
    this.mails = mails;
    this.caller = caller;
  }

  @Schema(name = "ReceivedMail", description = "One mail, and what became of it")
  record Entry(
      long id,
      @Schema(nullable = true, description = "Absent when it names nobody") String sender,
      String subject,
      @Schema(nullable = true, description = "As its sender says") Instant sentAt,
      Instant receivedAt,
      @Schema(description = "In bytes") long size,
      MailState state,
      @Schema(nullable = true, description = "Why it was ignored, refused or not joined")
          Reason reason,
      @Schema(nullable = true, description = "More about the reason") String detail,
      @Schema(
              nullable = true,
              description = "The incident that it became or joined",
              example = "INC-2026-000042")
          String incidentNumber,
      @Schema(description = "How often it lay in the mailbox; it counts once") int deliveries,
      @Schema(nullable = true, description = "Whether its sender was told that it was not taken")
          ReceivedMail.AnswerState answer) {

    static Entry of(ReceivedMail mail) {
      return new Entry(
          mail.id(),
          mail.sender(),
          mail.subject(),
          mail.sentAt(),
          mail.receivedAt(),
          mail.size(),
          mail.state(),
          mail.reason(),
          mail.detail(),
          mail.incidentNumber(),
          mail.deliveries(),
          mail.answer());
    }
  }

  @GetMapping(path = "/api/received-mails", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "List received mails",
      description =
          "The newest 200, without those that belong to, or name, an incident that the caller may"
              + " not see.")
  List<Entry> list(
      @Parameter(description = "What became of them", example = "REFUSED")
          @RequestParam(required = false)
          MailState state,
      @Parameter(description = "Why", example = "TOO_LARGE") @RequestParam(required = false)
          Reason reason) {
    return mails.newest(state, reason, caller.reader(), MOST).stream().map(Entry::of).toList();
  }
}
