package org.ims.reporting.evidence;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.ims.engine.Caller;
import org.ims.incident.Incident;
import org.ims.incident.IncidentNumber;
import org.ims.incident.Incidents;
import org.ims.incident.UnknownIncidentException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Gives out the files of an incident, and lets no browser show one of them as a page of ours. */
@RestController
@RequestMapping("/api/incidents/{number}/evidence")
@Tag(name = "Incidents", description = "Report incidents and follow them")
class EvidenceController {

  private static final String MERE_REPORTER = "reporter";

  /** There is no such file, or not with this incident. */
  @ResponseStatus(code = HttpStatus.NOT_FOUND, reason = "There is no such file.")
  static class UnknownEvidenceException extends RuntimeException {}

  private final EvidenceFiles files;
  private final Incidents incidents;
  private final Caller caller;

  EvidenceController(EvidenceFiles files, Incidents incidents, Caller caller) {
    this.files = files;
    this.incidents = incidents;
    this.caller = caller;
  }

  @Schema(name = "Evidence", description = "One file that belongs to an incident")
  record Entry(
      long id,
      @Schema(example = "screenshot.png") String fileName,
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
          Long receivedMail) {

    static Entry of(Evidence evidence) {
      return new Entry(
          evidence.id(),
          evidence.fileName(),
          evidence.mediaType(),
          evidence.size(),
          HexFormat.of().formatHex(evidence.sha256()),
          evidence.putBy(),
          evidence.putAt(),
          evidence.receivedMail());
    }
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "List the files of an incident",
      description =
          "In the order in which they came. For those who work on incidents and may see this one,"
              + " and for its reporter.")
  List<Entry> list(
      @Parameter(example = "INC-2026-000042", schema = @Schema(pattern = IncidentNumber.FORMAT))
          @PathVariable
          String number) {
    return files.of(visible(number)).stream().map(Entry::of).toList();
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "Download a file of an incident",
      description =
          "Unchanged, and always as a download. It comes from outside and was not checked for"
              + " malware.")
  @ApiResponse(
      responseCode = "200",
      description = "The content",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  void download(
      @Parameter(example = "INC-2026-000042", schema = @Schema(pattern = IncidentNumber.FORMAT))
          @PathVariable
          String number,
      @Parameter(example = "7") @PathVariable long id,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    Evidence evidence = files.find(visible(number), id).orElseThrow(UnknownEvidenceException::new);
    response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    response.setContentLengthLong(evidence.size());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(evidence.fileName(), StandardCharsets.UTF_8)
            .build()
            .toString());
    files.write(evidence, response.getOutputStream());
  }

  /** Who only reports sees the files of their own reports; to others it looks as if none was. */
  private String visible(String number) {
    if (!IncidentNumber.isValid(number)) {
      throw new UnknownIncidentException(number);
    }
    Incident incident = incidents.get(number);
    boolean own = incident.report().reporter().equals(caller.user());
    boolean staff = !caller.groups().stream().allMatch(MERE_REPORTER::equals);
    if (!caller.reader().sees(incident) || !(own || staff)) {
      throw new UnknownIncidentException(number);
    }
    return number;
  }
}
