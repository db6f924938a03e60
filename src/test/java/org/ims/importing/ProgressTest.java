package org.ims.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void terminalShowsOneLineThatIsWrittenAnew() {
    Progress progress = Progress.on(out, true);
    progress.report(1, 0);
    progress.report(1_200, 3);
    progress.end();

    assertThat(written())
        .isEqualTo("\rImporting: 1 incidents\rImporting: 1,200 incidents, 3 rows refused\n");
  }

  @Test
  void logFileGetsALineForEachHundred() {
    Progress progress = Progress.on(out, false);
    for (int incidents = 1; incidents <= 250; incidents++) {
      progress.report(incidents, 0);
    }
    progress.end();

    assertThat(written()).isEqualTo("Importing: 100 incidents\nImporting: 200 incidents\n");
  }

  private String written() {
    return written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
