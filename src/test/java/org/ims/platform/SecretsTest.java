package org.ims.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** Secrets come from the environment or from files, and none is packaged. */
class SecretsTest {

  private static final Path RESOURCES = Path.of("src/main/resources");

  @TempDir private Path directory;

  @Test
  void filesAreNamedAsTheirSettings() throws IOException {
    Files.writeString(directory.resolve("spring.datasource.password"), "from a file\n");
    Files.writeString(directory.resolve("ims.webhooks.sealing-key"), "a2V5");
    StandardEnvironment environment = configured(Map.of());
    assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("from a file");
    assertThat(environment.getProperty("ims.webhooks.sealing-key")).isEqualTo("a2V5");
    assertThat(environment.getProperty("ims.journal.signing-key")).isEmpty();
  }

  @Test
  void theEnvironmentGoesBeforeFiles() throws IOException {
    Files.writeString(directory.resolve("spring.datasource.password"), "from a file");
    assertThat(
            configured(Map.of("spring.datasource.password", "from the environment"))
                .getProperty("spring.datasource.password"))
        .isEqualTo("from the environment");
  }

  @Test
  void withoutTheDirectoryNothingIsMissing() throws IOException {
    Files.delete(directory);
    assertThat(configured(Map.of()).getProperty("ims.webhooks.sealing-key")).isEmpty();
  }

  private StandardEnvironment configured(Map<String, Object> ofTheOperator) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "directory", Map.of("ims.secrets-directory", directory.toString())));
    environment.getPropertySources().addFirst(new MapPropertySource("operator", ofTheOperator));
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    return environment;
  }

  @Test
  void noSettingThatIsPackagedHoldsASecret() {
    YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new FileSystemResource(RESOURCES.resolve("application.yaml")));
    Properties settings = yaml.getObject();
    assertThat(settings).isNotNull();
    assertThat(settings.stringPropertyNames())
        .filteredOn(
            name -> name.matches(".*[.-](password|secret|token|(?<!business-)key|credentials)"))
        .contains("ims.webhooks.sealing-key", "ims.journal.signing-key", "ims.monitoring.password")
        .allSatisfy(name -> assertThat(settings.getProperty(name)).as(name).isEmpty());
  }

  /**
   * The demo's password stands in the code of the demo alone, which an external database shuts out.
   */
  @Test
  void noResourceRepeatsTheDemosPassword() throws IOException {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(new String(Files.readAllBytes(file), "ISO-8859-1"))
                      .as(file.toString())
                      .doesNotContain("Demo-1ncident", "PRIVATE KEY"));
    }
  }
}
