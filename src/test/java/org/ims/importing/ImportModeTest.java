package org.ims.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.ims.platform.StartFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

class ImportModeTest {

  private static final String LOG = "src/test/resources/importing/ten-incidents.csv";

  private final StandardEnvironment environment = new StandardEnvironment();

  @TempDir Path directory;

  @Test
  void startWithAFileIsAnImportWithoutWebServerAndJobExecutor() {
    start("--import=" + LOG, "--import-zone=Asia/Tokyo");

    assertThat(ImportMode.isOn(environment)).isTrue();
    assertThat(environment.getProperty(ImportMode.FILE)).isEqualTo(LOG);
    assertThat(environment.getProperty(ImportMode.ZONE)).isEqualTo("Asia/Tokyo");
    assertThat(environment.getProperty("spring.main.web-application-type")).isEqualTo("none");
    assertThat(environment.getProperty("camunda.bpm.job-execution.enabled")).isEqualTo("false");
    assertThat(environment.getProperty("spring.autoconfigure.exclude"))
        .endsWith(".CamundaBpmRestJerseyAutoConfiguration")
        .doesNotContain(",");
  }

  @Test
  void whatAnOperatorLeavesOutStaysOut() {
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "application", Map.of("spring.autoconfigure.exclude", "org.example.Other")));
    start("--import=" + LOG);

    assertThat(environment.getProperty("spring.autoconfigure.exclude"))
        .startsWith("org.example.Other,org.camunda.");
  }

  @Test
  void zoneIsThatOfTheBusinessHoursUnlessItIsGiven() {
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "application", Map.of("ims.calendars.business-hours.zone", "Europe/Lisbon")));
    start("--import=" + LOG);

    assertThat(environment.getProperty(ImportMode.ZONE)).isEqualTo("Europe/Lisbon");
  }

  @Test
  void startWithoutAFileIsNone() {
    start("--server.port=8081");

    assertThat(ImportMode.isOn(environment)).isFalse();
    assertThat(environment.containsProperty("spring.main.web-application-type")).isFalse();
  }

  @Test
  void variableThatHappensToBeCalledImportStartsNone() {
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("variables", Map.of("import", LOG)));
    start();

    assertThat(ImportMode.isOn(environment)).isFalse();
  }

  @Test
  void fileThatCannotBeImportedIsOneSentenceBeforeAnythingStarts() {
    Path none = directory.resolve("none.csv");
    assertThatThrownBy(() -> start("--import=" + none))
        .isInstanceOf(StartFailure.class)
        .hasMessage("There is no file " + none + " to import.");
  }

  @Test
  void importWithoutAFileSaysWhatIsMissing() {
    assertThatThrownBy(() -> start("--import="))
        .isInstanceOf(StartFailure.class)
        .hasMessage("--import takes the file to import, as --import=incidents.csv.");
  }

  @Test
  void wrongZoneIsOneSentence() {
    assertThatThrownBy(() -> start("--import=" + LOG, "--import-zone=Atlantis"))
        .isInstanceOf(StartFailure.class)
        .hasMessage("'Atlantis' is not a time zone; --import-zone takes one as Europe/Berlin.");
  }

  private void start(String... arguments) {
    environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
    new ImportMode().postProcessEnvironment(environment, new SpringApplication());
  }
}
