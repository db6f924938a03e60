package org.ims.reporting.evidence;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.ims.engine.SubmittedForm;
import org.ims.incident.IncidentNumber;
import org.ims.incident.InvalidInputException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * Takes and gives out the files of an incident, and lets no browser show one of them as a page of
 * ours.
 */
@RestController
@RequestMapping("/api/incidents/{number}/evidence")
@Tag(name = "Incidents", description = "Report incidents and follow them")
class EvidenceController {

  private static final String NUMBER = "INC-2026-000042";

  private final EvidenceDesk desk;
  private final EvidenceFiles files;

  EvidenceController(EvidenceDesk desk, EvidenceFiles files) {
    this.desk = desk;
    this.files = files;
  }

  @Schema(name = "Evidence", description = "One file that belongs to an incident")
  record Entry(
      long id,
      @Schema(example = "screenshot.png") String fileName,
      @Schema(description = "What it shows", nullable = true) String description,
      @Schema(description = "Found in its content, whatever its name says", example = "image/png")
          String mediaType,
      @Schema(description = "In bytes", example = "20480") long size,
      @Schema(
              description = "Of its content, in hexadecimal",
              example = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
          String sha256,
      @Schema(description = "A login, or an address", example = "reporter") String putBy,
      Instant putAt,
      @Schema(description = "Identifier of the mail that it came with", nullable = true)
          Long receivedMail,
      @Schema(description = "When its content was taken away", nullable = true) Instant removedAt,
      @Schema(description = "Login of whoever took it away", nullable = true) String removedBy,
      @Schema(description = "Why", nullable = true) String removedBecause) {

    static Entry of(Evidence evidence) {
      return new Entry(
          evidence.id(),
          evidence.fileName(),
          evidence.description(),
          evidence.mediaType(),
          evidence.size(),
          HexFormat.of().formatHex(evidence.sha256()),
          evidence.putBy(),
          evidence.putAt(),
          evidence.receivedMail(),
          evidence.isRemoved() ? evidence.removal().at() : null,
          evidence.isRemoved() ? evidence.removal().by() : null,
          evidence.isRemoved() ? evidence.removal().because() : null);
    }
  }

  @Schema(name = "Custody", description = "Something that was done with a file, or forbidden")
  record Event(
      @Schema(example = "taken") String event,
      @Schema(description = "A login, or an address", example = "responder") String by,
      Instant at,
      @Schema(description = "Where one has to be given", nullable = true) String reason) {

    static Event of(Custody custody) {
      return new Event(
          SubmittedForm.key(custody.event()), custody.person(), custody.at(), custody.reason());
    }
  }

  @Schema(name = "EvidenceRemoval")
  record Removal(@Schema(example = "Contains patient data that is not needed") String reason) {}

  @PostMapping(
      consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Add a file to an incident",
      description =
          "The body is the file as it is; its type is found in it. For those who work on incidents"
              + " and may see this one, and for its reporter; after its closure for managers only.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                      schema = @Schema(type = "string", format = "binary"))))
  @ApiResponse(responseCode = "201", description = "Kept")
  ResponseEntity<Entry> add(
      @Parameter(example = NUMBER, schema = @Schema(pattern = IncidentNumber.FORMAT)) @PathVariable
          String number,
      @Parameter(
              description = "The name of the file (RFC 6266)",
              example = "attachment; filename*=UTF-8''screenshot.png")
          @RequestHeader(HttpHeaders.CONTENT_DISPOSITION)
          String disposition,
      @Parameter(
              description = "What the file shows, percent-encoded UTF-8, at most 1000 characters",
              example = "The%20error%20as%20users%20see%20it")
          @RequestHeader(name = "Content-Description", required = false)
          String description,
      @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    Evidence kept =
        desk.add(
            number,
            nameIn(disposition),
            decoded(description),
            request.getInputStream(),
            request.getContentLengthLong());
    return ResponseEntity.created(URI.create("/api/incidents/" + number + "/evidence/" + kept.id()))
        .body(Entry.of(kept));
  }

  private static String nameIn(String disposition) {
    try {
      return ContentDisposition.parse(disposition).getFilename();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          HttpHeaders.CONTENT_DISPOSITION, "format", "Content-Disposition must name the file.");
    }
  }

  private static String decoded(String description) {
    try {
      return description == null ? null : UriUtils.decode(description, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "Content-Description", "format", "Content-Description must be percent-encoded UTF-8.");
    }
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "List the files of an incident",
      description =
          "In the order in which they came. For those who work on incidents and may see this one,"
              + " and for its reporter.")
  List<Entry> list(
      @Parameter(example = NUMBER, schema = @Schema(pattern = IncidentNumber.FORMAT)) @PathVariable
          String number) {
    return desk.list(number).stream().map(Entry::of).toList();
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "Download a file of an incident",
      description =
          "Unchanged, and always as a download; who takes it is kept in its chain of custody. It comes from outside and was not checked for"
              + " malware.")
  @ApiResponse(
      responseCode = "200",
      description = "The content",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  void download(
      @Parameter(example = NUMBER, schema = @Schema(pattern = IncidentNumber.FORMAT)) @PathVariable
          String number,
      @Parameter(example = "7") @PathVariable long id,
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    boolean asksOnly = HttpMethod.HEAD.matches(request.getMethod());
    Evidence evidence = asksOnly ? desk.find(number, id) : desk.take(number, id);
    response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    response.setContentLengthLong(evidence.size());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(
        "Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(evidence.fileName(), StandardCharsets.UTF_8)
            .build()
            .toString());
    if (!asksOnly) {
      files.write(evidence, response.getOutputStream());
    }
  }

  @GetMapping(path = "/{id}/custody", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Read the chain of custody of a file",
      description =
          "Who put it there, took a copy of it or took it away, and what legal hold forbade that, in"
              + " its order. Whoever lists files takes none.")
  List<Event> custody(
      @Parameter(example = NUMBER, schema = @Schema(pattern = IncidentNumber.FORMAT)) @PathVariable
          String number,
      @Parameter(example = "7") @PathVariable long id) {
    return desk.custody(number, id).stream().map(Event::of).toList();
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Remove a file of an incident",
      description =
          "Destroys its content for a reason; its row, its hash and its chain of custody stay. For"
              + " incident managers, and never under legal hold.")
  @ApiResponse(responseCode = "204", description = "Removed")
  void remove(
      @Parameter(example = NUMBER, schema = @Schema(pattern = IncidentNumber.FORMAT)) @PathVariable
          String number,
      @Parameter(example = "7") @PathVariable long id,
      @RequestBody Removal removal) {
    desk.remove(number, id, removal.reason());
  }
}
