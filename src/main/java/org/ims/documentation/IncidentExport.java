package org.ims.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.ims.engine.web.SpreadsheetCell;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.ims.incident.Reader;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes a list of incidents for spreadsheets. The file is complete and its making on record before
 * anybody gets a byte of it: what fails halfway is a failure, and no export goes unrecorded.
 */
@Component
class IncidentExport {

  private static final List<String> COLUMNS =
      List.of(
          "number",
          "title",
          "state",
          "priority",
          "service",
          "team",
          "reporter",
          "responder",
          "major",
          "restricted",
          "drill",
          "openedAt",
          "resolveDue",
          "resolvedAt",
          "closedAt",
          "processVersion");

  /** Parameters that hold the name of a person, or whatever somebody typed. */
  private static final Set<String> PERSONAL = Set.of("person", "text");

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final IncidentSearch search;
  private final Journal journal;
  private final int maxRows;

  /**
   * @param maxRows how many incidents one file may hold, 1 or more
   */
  IncidentExport(
      IncidentSearch search, Journal journal, @Value("${ims.search.max-export-rows}") int maxRows) {
    this.search = search;
    this.journal = journal;
    this.maxRows = maxRows;
  }

  /**
   * Writes all that the reader may see, and puts it on record.
   *
   * @param file what is in it is replaced
   * @param parameters the filter as it was asked for
   * @throws InvalidInputException when a parameter is wrong, or when it would be too many
   */
  @Transactional
  public void write(Path file, Map<String, List<String>> parameters, Reader reader) {
    IncidentQuery query = IncidentQuery.ofExport(parameters);
    try {
      journal.record(fact(parameters, write(file, query, reader)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int write(Path file, IncidentQuery query, Reader reader) throws IOException {
    int[] rows = {0};
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      // By this mark spreadsheets know the encoding.
      writer.write(BYTE_ORDER_MARK);
      CSVPrinter printer =
          CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.MINIMAL).get().print(writer);
      printer.printRecord(COLUMNS);
      search.each(
          query,
          reader,
          maxRows + 1,
          incident -> {
            rows[0]++;
            if (rows[0] > maxRows) {
              throw new InvalidInputException(
                  "filter",
                  "max-rows",
                  "An export holds at most %d incidents; narrow the filter.".formatted(maxRows));
            }
            print(printer, incident);
          });
    }
    return rows[0];
  }

  private static void print(CSVPrinter printer, IncidentSummary incident) {
    try {
      printer.printRecord(
          Stream.of(
                  incident.number(),
                  incident.title(),
                  incident.state(),
                  incident.priority(),
                  incident.service(),
                  incident.team(),
                  incident.reporter(),
                  incident.responder(),
                  incident.major(),
                  incident.restricted(),
                  incident.drill(),
                  incident.openedAt(),
                  incident.resolveDue(),
                  incident.resolvedAt(),
                  incident.closedAt(),
                  incident.processVersion())
              .map(IncidentExport::cell));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cell(Object value) {
    return value instanceof Instant || value instanceof Enum<?>
        ? value.toString()
        : SpreadsheetCell.safe(value == null ? null : value.toString());
  }

  private static JournalFact fact(Map<String, List<String>> parameters, int rows) {
    Map<String, Object> filter = new TreeMap<>();
    JournalFact fact = JournalFact.of(null, "export-made").with("export", "incidents");
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      String value = String.join(",", parameter.getValue());
      if (PERSONAL.contains(parameter.getKey())) {
        fact = fact.withPersonal(parameter.getKey(), value);
      } else {
        filter.put(parameter.getKey(), value);
      }
    }
    return fact.with("filter", filter).with("rows", rows);
  }
}
