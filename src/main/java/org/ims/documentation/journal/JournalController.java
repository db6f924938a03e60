package org.ims.documentation.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.ims.documentation.journal.verification.StoredEntry;
import org.ims.documentation.journal.verification.Verification;
import org.ims.engine.VisibleIncidents;
import org.ims.incident.IncidentNumber;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Lets auditors read the journal, take it away, and see whether anything in it was altered. */
@RestController
@Tag(
    name = "Journal",
    description = "The record that nobody can change; for auditors and administrators")
class JournalController {

  private static final int MOST = 1_000;

  private final JournalVerification verification;
  private final Semaphore verifying = new Semaphore(1);
  private final JournalEntries journal;
  private final JournalKeeping keeping;
  private final VisibleIncidents incidents;

  JournalController(
      JournalVerification verification,
      JournalEntries journal,
      JournalKeeping keeping,
      VisibleIncidents incidents) {
    this.verification = verification;
    this.journal = journal;
    this.keeping = keeping;
    this.incidents = incidents;
  }

  @Schema(name = "JournalEntry", description = "Something that was recorded")
  record Entry(
      @Schema(description = "Its place in the chain, from 1", example = "12") long seq,
      @Schema(description = "When it happened") Instant at,
      @Schema(description = "When it was written, by the database's clock") Instant recorded,
      @Schema(example = "task-completed") String kind,
      @Schema(
              description = "A login; reporter and outside stand for people whose names are sealed",
              example = "responder")
          String actor,
      @Schema(description = "What is kept for ever") JsonNode facts,
      @Schema(description = "What is personal; absent when there is nothing, or nothing any more")
          Map<String, String> personal,
      @Schema(description = "Whether it held something personal that was erased") boolean erased,
      @Schema(description = "Where in which version of which process") JsonNode place,
      @Schema(description = "SHA-256, in hexadecimal") String hash) {

    static Entry of(JournalEntries.Written written) {
      JournalEntries.Opened entry = written.entry();
      return new Entry(
          entry.seq(),
          entry.at(),
          written.recorded(),
          entry.kind(),
          entry.body().path("actor").asText(),
          entry.body().get("facts"),
          entry.personal().isEmpty() ? null : entry.personal(),
          entry.erased(),
          entry.body().get("place"),
          written.hash());
    }
  }

  @GetMapping(path = "/api/journal/verification", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Verify the journal",
      description =
          "Reads every entry, its chain and the signed checkpoints, and compares them with the copy"
              + " of the checkpoints outside of the database. Names the first entry that is not as"
              + " it was written. A million entries take about a minute; with incident, only"
              + " those of one.")
  Verification verify(
      @Parameter(example = "INC-2026-000042", schema = @Schema(pattern = IncidentNumber.FORMAT))
          @RequestParam(required = false)
          String incident) {
    if (incident != null) {
      incidents.get(incident);
      return verification.of(incident);
    }
    // It reads everything; several at once would only slow down each other and everybody else.
    if (!verifying.tryAcquire()) {
      throw new ResponseStatusException(
          HttpStatus.TOO_MANY_REQUESTS, "The journal is being verified; ask again in a minute.");
    }
    try {
      return verification.whole();
    } finally {
      verifying.release();
    }
  }

  @GetMapping(path = "/api/journal/export")
  @Operation(
      summary = "Export the journal",
      description =
          "All of it as lines of JSON, which java -jar ims.jar --verify=<file> checks without a"
              + " server. What is personal stays sealed. The export is recorded.")
  @ApiResponse(
      responseCode = "200",
      description = "One line for each key, checkpoint, sealed head, head and entry",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_NDJSON_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  void export(@Parameter(hidden = true) HttpServletResponse response) throws IOException {
    keeping.exported();
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename("journal.jsonl").build().toString());
    verification.export(response.getOutputStream());
  }

  @GetMapping(path = "/api/journal/entries", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Read what was recorded about no incident",
      description =
          "Deployments of models, changes of rights and users, exports, and what was done to the"
              + " engine; the newest first.")
  List<Entry> organisation(
      @Parameter(description = "Only those before this one", example = "100")
          @RequestParam(required = false)
          Long before,
      @Parameter(description = "At most so many, up to 1000", example = "100")
          @RequestParam(defaultValue = "100")
          int limit) {
    return journal
        .before(
            StoredEntry.ORGANISATION,
            before == null ? Long.MAX_VALUE : before,
            Math.max(1, Math.min(limit, MOST)))
        .stream()
        .map(Entry::of)
        .toList();
  }

  @GetMapping(path = "/api/incidents/{number}/journal", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Read what was recorded about an incident",
      description = "In the order of the chain, as it was written.")
  List<Entry> entries(
      @Parameter(example = "INC-2026-000042", schema = @Schema(pattern = IncidentNumber.FORMAT))
          @PathVariable
          String number,
      @Parameter(description = "Only those after this one", example = "100")
          @RequestParam(defaultValue = "0")
          long after,
      @Parameter(description = "At most so many, up to 1000", example = "100")
          @RequestParam(defaultValue = "1000")
          int limit) {
    incidents.get(number);
    return journal.after(number, after, Math.max(1, Math.min(limit, MOST))).stream()
        .map(Entry::of)
        .toList();
  }

  @PostMapping("/api/journal/signing-key/rotation")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Renew the key that signs checkpoints",
      description =
          "The next checkpoint is signed with the present key and names the new one, so that the"
              + " past stays provable. For administrators; refused when the key comes from the"
              + " configuration, where it is changed.")
  @ApiResponse(responseCode = "204", description = "The next checkpoint hands over")
  void renewKey() {
    keeping.renewKey();
  }
}
