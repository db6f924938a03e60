package org.ims.documentation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ims.engine.Caller;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives lists of incidents to spreadsheets. */
@RestController
@Tag(name = "Incidents", description = "Report incidents and follow them")
class ExportController {

  private static final String CSV = "text/csv";

  private final IncidentExport export;
  private final Caller caller;

  ExportController(IncidentExport export, Caller caller) {
    this.export = export;
    this.caller = caller;
  }

  @GetMapping(path = "/api/incidents.csv", produces = CSV)
  @Operation(
      summary = "Export incidents",
      description =
          "The list with the same filter and order as CSV (RFC 4180, UTF-8 with a byte order mark)."
              + " A value that a spreadsheet would take for a formula begins with an apostrophe."
              + " More than ims.search.max-export-rows (50,000 by default) are refused rather than"
              + " cut off. Each export is on record in the journal with its filter and the number"
              + " of its rows.")
  @FilterParameters
  @ApiResponse(
      responseCode = "200",
      description = "The incidents",
      content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
  void export(
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
      HttpServletResponse response)
      throws IOException {
    // Readable for nobody but us, and gone as soon as it is sent.
    Path file = Files.createTempFile("ims-incidents", ".csv");
    try {
      export.write(file, parameters, caller.reader());
      response.setContentType(CSV + ";charset=UTF-8");
      response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"incidents.csv\"");
      response.setContentLengthLong(Files.size(file));
      Files.copy(file, response.getOutputStream());
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
