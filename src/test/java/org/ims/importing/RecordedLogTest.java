package org.ims.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Imports a real log of 600 incidents, all of them closed, where there is one. */
@ImsTest
class RecordedLogTest {

  @TempDir private Path folder;

  @Autowired ImportRun run;
  @Autowired JdbcClient jdbc;
  @Autowired RuntimeService runtime;
  @Autowired ManagementService management;

  @Test
  void everyIncidentOfTheRecordedLogEndsClosed() {
    assumeTrue(RecordedLog.isGiven(), "no recorded log is given");
    Path beginning = folder.resolve("beginning.csv");
    int incidents = RecordedLog.write(beginning, RecordedLog.MOST);
    long processesBefore = runtime.createProcessInstanceQuery().count();
    long jobsBefore = management.createJobQuery().count();

    ImportRun.Result result =
        run.run(new ImportRequest(beginning, RecordedLog.ZONE), Progress.on(System.out, false));

    result.summary().forEach(System.out::println);
    assertThat(result.tookEverything()).isTrue();
    assertThat(result.summary()).contains("  CLOSED       %,8d".formatted(incidents));
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
        .isEqualTo(incidents);
    assertThat(differencesByRecordedPriority())
        .as("recorded priorities from which our table differs by more than one")
        .isEmpty();
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
