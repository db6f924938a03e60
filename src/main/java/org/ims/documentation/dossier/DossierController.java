package org.ims.documentation.dossier;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ims.engine.VisibleIncidents;
import org.ims.incident.IncidentNumber;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives out the dossier of an incident to those who answer for it, check it or report it. */
@RestController
@RequestMapping("/api/incidents/{number}")
@Tag(name = "Incidents", description = "Report incidents and follow them")
class DossierController {

  private static final String ZIP = "application/zip";
  private static final String NUMBER = "INC-2026-000042";

  private final VisibleIncidents incidents;
  private final Dossiers dossiers;
  private final DossierDocument document;
  private final DossierFile file;

  DossierController(
      VisibleIncidents incidents, Dossiers dossiers, DossierDocument document, DossierFile file) {
    this.incidents = incidents;
    this.dossiers = dossiers;
    this.document = document;
    this.file = file;
  }

  @GetMapping("/dossier.pdf")
  @Operation(
      summary = "Read the dossier of an incident",
      description =
          "A document (PDF/A) with everything on record: summary, service levels, decisions and their"
              + " reasons, timeline, people, communications, evidence, the way through the diagrams,"
              + " review, and the verification of the journal. On record in the journal. For the"
              + " groups auditor, incident-manager, major-incident-manager, dpo, legal,"
              + " regulatory-officer and camunda-admin, as far as they see the incident.")
  @ApiResponse(
      responseCode = "200",
      description = "The document",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_PDF_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  void document(
      @Parameter(example = NUMBER, schema = @Schema(pattern = IncidentNumber.FORMAT)) @PathVariable
          String number,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    incidents.get(number);
    byte[] bytes = document.of(dossiers.make(number, false));
    attach(response, MediaType.APPLICATION_PDF_VALUE, number + "-dossier.pdf");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  @GetMapping("/dossier.zip")
  @Operation(
      summary = "Take the dossier of an incident away",
      description =
          "The document and the same as JSON, the journal's entries with their proof, the models and"
              + " forms that ran, and the evidence, with a signed list of hashes;"
              + " java -jar ims.jar --verify=<file> checks it without a server. On record in the"
              + " journal, and in the custody of each file. For the same groups as the document.")
  @ApiResponse(
      responseCode = "200",
      description = "A ZIP file",
      content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
  void file(
      @Parameter(example = NUMBER, schema = @Schema(pattern = IncidentNumber.FORMAT)) @PathVariable
          String number,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    incidents.get(number);
    Dossier dossier = dossiers.make(number, true);
    byte[] bytes = document.of(dossier);
    attach(response, ZIP, number + "-dossier.zip");
    file.write(dossier, bytes, response.getOutputStream());
  }

  private static void attach(HttpServletResponse response, String type, String name) {
    response.setContentType(type);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(name).build().toString());
  }
}
