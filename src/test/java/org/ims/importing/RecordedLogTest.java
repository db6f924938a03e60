package org.ims.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Imports a real log of 600 incidents, all of them closed, where there is one: the system property
 * {@code ims.incidentLog} names it. It is not the project's to ship.
 */
@ImsTest
class RecordedLogTest {

  private static final String LOG = System.getProperty("ims.incidentLog", "");

  /** So many incidents are tried; each takes about a second, so that a long log takes its time. */
  private static final int MOST = Integer.getInteger("ims.incidentLog.incidents", 150);

  @TempDir private Path folder;

  @Autowired ImportRun run;
  @Autowired JdbcClient jdbc;
  @Autowired RuntimeService runtime;
  @Autowired ManagementService management;

  @Test
  void everyIncidentOfTheRecordedLogEndsClosed() throws IOException {
    assumeTrue(!LOG.isBlank(), "no recorded log is given");
    Set<String> numbers = new HashSet<>();
    Path beginning = beginning(numbers);
    long processesBefore = runtime.createProcessInstanceQuery().count();
    long jobsBefore = management.createJobQuery().count();

    ImportRun.Result result =
        run.run(
            new ImportRequest(beginning, ZoneId.of("Europe/Berlin")),
            Progress.on(System.out, false));

    result.summary().forEach(System.out::println);
    assertThat(result.tookEverything()).isTrue();
    assertThat(result.summary()).contains("  CLOSED       %,8d".formatted(numbers.size()));
    assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(processesBefore);
    assertThat(management.createJobQuery().count()).isEqualTo(jobsBefore);
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from incident i
                    join imported_incident m on m.incident_number = i.number
                    where i.number like 'INC-2016-%' and i.state = 'CLOSED'
                      and i.recorded_at <= i.acknowledged_at and i.acknowledged_at <= i.responded_at
                      and i.responded_at <= i.contained_at and i.recovered_at <= i.resolved_at
                      and i.resolved_at <= i.verified_at and i.verified_at <= i.closed_at
                      and m.external_number like 'INC0%'
                    """)
                .query(Long.class)
                .single())
        .isEqualTo(numbers.size());
    assertThat(differencesByRecordedPriority())
        .as("recorded priorities from which our table differs by more than one")
        .isEmpty();
  }

  /** The first incidents of the log, in a file of their own; collects their numbers. */
  private Path beginning(Set<String> numbers) throws IOException {
    Path file = folder.resolve("beginning.csv");
    try (CSVParser log = CSVParser.parse(Path.of(LOG), UTF_8, CSVFormat.DEFAULT);
        CSVPrinter part = new CSVPrinter(Files.newBufferedWriter(file), CSVFormat.DEFAULT)) {
      for (CSVRecord row : log) {
        boolean header = row.getRecordNumber() == 1;
        if (!header && numbers.size() == MOST && !numbers.contains(row.get(0))) {
          break;
        }
        if (!header) {
          numbers.add(row.get(0));
        }
        part.printRecord(row);
      }
    }
    return file;
  }

  /** ServiceNow's own matrix knows no P5, and its last values were set at different times. */
  private List<String> differencesByRecordedPriority() {
    return jdbc.sql(
            """
            select m.recorded_priority || ' became ' || i.priority from incident i
            join imported_incident m on m.incident_number = i.number
            where m.external_number like 'INC0%'
              and abs(right(i.priority, 1)::int - right(m.recorded_priority, 1)::int) > 1
            """)
        .query(String.class)
        .list();
  }
}
