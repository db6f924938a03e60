package org.ims.documentation.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ims.calendar.ServiceCalendars;
import org.ims.documentation.reports.FigureTable.Column;
import org.ims.engine.Caller;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Violation;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Gives figures about incidents to programs, spreadsheets and the page in Cockpit. */
@RestController
@Tag(
    name = "Reports",
    description =
        "Figures about incidents; for managers, executives, auditors, process owners, risk owners"
            + " and administrators")
class FigureController {

  private static final String CSV = "text/csv";
  private static final String PERIOD =
      "Drills never count, and restricted incidents only for callers who may see all incidents.";

  /** There is no such figure, or no report of such a month. */
  @ResponseStatus(code = HttpStatus.NOT_FOUND, reason = "There is no such report.")
  static class UnknownReportException extends RuntimeException {}

  private final Figures figures;
  private final MonthlyReports monthly;
  private final Caller caller;
  private final ExportRecord exports;
  private final ReportSettings settings;
  private final ServiceCalendars calendars;
  private final Clock clock;

  FigureController(
      Figures figures,
      MonthlyReports monthly,
      Caller caller,
      ExportRecord exports,
      ReportSettings settings,
      ServiceCalendars calendars,
      Clock clock) {
    this.figures = figures;
    this.monthly = monthly;
    this.caller = caller;
    this.exports = exports;
    this.settings = settings;
    this.calendars = calendars;
    this.clock = clock;
  }

  @Schema(name = "ReportSummary", description = "What can be asked for")
  record Summary(
      @Schema(example = "by-priority") String report,
      @Schema(example = "Incidents by priority") String title,
      @Schema(description = "What it counts") String definition) {}

  @Schema(name = "ReportColumn", description = "What stands in a field of each row")
  record ColumnEntry(
      @Schema(example = "median_seconds") String name,
      @Schema(example = "Median") String label,
      @Schema(description = "How to read it; a measure has its unit in the field unit")
          FigureTable.Kind kind) {}

  @Schema(name = "ReportTable", description = "The rows of a figure")
  record Table(
      @Schema(example = "by-priority") String report,
      @Schema(example = "Incidents by priority") String title,
      @Schema(description = "What it counts") String definition,
      @Schema(description = "The first day") LocalDate from,
      @Schema(description = "The last day") LocalDate to,
      @Schema(description = "By whose days it counts", example = "Europe/Berlin") String zone,
      List<ColumnEntry> columns,
      List<Map<String, Object>> rows) {}

  @Schema(name = "MonthlyReport", description = "The report of a month")
  record Monthly(
      @Schema(example = "2026-03") String month,
      java.time.Instant compiledAt,
      @Schema(description = "Of the document, in hexadecimal") String sha256) {}

  @GetMapping(path = "/api/reports", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "List the figures", description = "With what each of them counts.")
  List<Summary> list() {
    return Arrays.stream(Figure.values())
        .map(figure -> new Summary(figure.key(), figure.title(), figures.definition(figure)))
        .toList();
  }

  @GetMapping(path = "/api/reports/{report}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Read a figure", description = "For the days of a period. " + PERIOD)
  @Parameter(
      name = "from",
      in = ParameterIn.QUERY,
      description = "The first day; without it the thirtieth day up to the last one",
      schema = @Schema(type = "string", format = "date"))
  @Parameter(
      name = "to",
      in = ParameterIn.QUERY,
      description =
          "The last day, which counts too, at most 1096 days from the first; without it yesterday",
      schema = @Schema(type = "string", format = "date"))
  Table read(
      @Parameter(example = "by-priority") @PathVariable String report,
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
    Figure figure = figure(report);
    Period period = period(parameters);
    FigureTable table = figures.read(figure, period, caller.reader().seesAll());
    return new Table(
        figure.key(),
        figure.title(),
        table.definition(),
        period.first(),
        period.last(),
        period.zone().getId(),
        table.columns().stream()
            .map(column -> new ColumnEntry(column.name(), column.label(), column.kind()))
            .toList(),
        table.rows().stream().map(row -> named(table.columns(), row)).toList());
  }

  @GetMapping(path = "/api/reports/{report}.csv", produces = CSV)
  @Operation(
      summary = "Export a figure",
      description =
          "As CSV (UTF-8). A text that a spreadsheet would take for a formula begins with an"
              + " apostrophe. "
              + PERIOD)
  @Parameter(
      name = "from",
      in = ParameterIn.QUERY,
      description = "The first day; without it the thirtieth day up to the last one",
      schema = @Schema(type = "string", format = "date"))
  @Parameter(
      name = "to",
      in = ParameterIn.QUERY,
      description = "The last day, which counts too; without it yesterday",
      schema = @Schema(type = "string", format = "date"))
  @ApiResponse(
      responseCode = "200",
      description = "The rows",
      content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
  ResponseEntity<String> export(
      @Parameter(example = "by-priority") @PathVariable String report,
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
    Figure figure = figure(report);
    Period period = period(parameters);
    String text = FigureFile.write(figures.read(figure, period, caller.reader().seesAll()));
    exports.exported(figure, period);
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"%s_%s_%s.csv\""
                .formatted(figure.key(), period.first(), period.last()))
        .body(text);
  }

  @GetMapping(path = "/api/reports/monthly", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "List the monthly reports",
      description = "Those that were made, the newest first, at most 120.")
  List<Monthly> months() {
    return monthly.made().stream()
        .map(made -> new Monthly(made.month().toString(), made.compiledAt(), made.sha256()))
        .toList();
  }

  @GetMapping(path = "/api/reports/monthly/{month}.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
  @Operation(
      summary = "Download the report of a month",
      description =
          "As it was made on the first day of the next month, byte by byte. It counts no drills"
              + " and no restricted incidents.")
  @ApiResponse(
      responseCode = "200",
      description = "The document",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_PDF_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  ResponseEntity<byte[]> month(@Parameter(example = "2026-03") @PathVariable String month) {
    YearMonth wanted;
    try {
      wanted = YearMonth.parse(month);
    } catch (DateTimeException e) {
      throw new InvalidInputException("month", "month", "month must be a month, as 2026-03.");
    }
    byte[] content = monthly.document(wanted).orElseThrow(UnknownReportException::new);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"%s\"".formatted(MonthlyReports.fileName(wanted)))
        .body(content);
  }

  private static Figure figure(String key) {
    return Figure.of(key).orElseThrow(UnknownReportException::new);
  }

  private Period period(MultiValueMap<String, String> parameters) {
    List<Violation> violations =
        new TreeSet<>(parameters.keySet())
            .stream()
                .flatMap(
                    name ->
                        !Set.of("from", "to").contains(name)
                            ? List.of(new Violation(name, "unknown", "There is no such parameter."))
                                .stream()
                            : parameters.get(name).size() > 1
                                ? List.of(
                                    new Violation(name, "single", name + " must be given once."))
                                    .stream()
                                : List.<Violation>of().stream())
                .toList();
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    ZoneId zone = calendars.zone(settings.calendar());
    return Period.of(parameters.getFirst("from"), parameters.getFirst("to"), zone, clock);
  }

  private static Map<String, Object> named(List<Column> columns, List<Object> row) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      values.put(columns.get(i).name(), row.get(i));
    }
    return values;
  }
}
