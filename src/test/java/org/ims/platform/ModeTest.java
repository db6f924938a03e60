package org.ims.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

/** Without a database of the operator's it is the demo, and the demo stays on this machine. */
class ModeTest {

  private final MockEnvironment environment = new MockEnvironment();

  @Test
  void demoWithoutADatabase() {
    decide();
    assertThat(environment.getProperty("ims.mode")).isEqualTo("demo");
    assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
  }

  @Test
  void anEmptyUrlIsNone() {
    environment.setProperty("spring.datasource.url", " ");
    decide();
    assertThat(environment.getProperty("ims.mode")).isEqualTo("demo");
  }

  @Test
  void noSettingExposesTheDemo() {
    environment.setProperty("server.address", "0.0.0.0");
    environment.setProperty("ims.mode", "external");
    decide();
    assertThat(environment.getProperty("ims.mode")).isEqualTo("demo");
    assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
  }

  @Test
  void externalWithADatabase() {
    environment.setProperty("spring.datasource.url", "jdbc:postgresql://db/ims");
    decide();
    assertThat(environment.getProperty("ims.mode")).isEqualTo("external");
    assertThat(environment.getProperty("server.address")).isNull();
  }

  @Test
  void noSettingMakesAnExternalDatabaseADemo() {
    environment.setProperty("spring.datasource.url", "jdbc:postgresql://db/ims");
    environment.setProperty("ims.mode", "demo");
    decide();
    assertThat(environment.getProperty("ims.mode")).isEqualTo("external");
  }

  @Test
  void serverWritesALogForProgramsUnlessItsOperatorKnowsBetter() {
    decide();
    assertThat(environment.getProperty("logging.structured.format.console")).isNull();

    environment.setProperty("spring.datasource.url", "jdbc:postgresql://db/ims");
    decide();
    assertThat(environment.getProperty("logging.structured.format.console")).isEqualTo("ecs");
    environment.setProperty("logging.structured.format.console", "logstash");
    assertThat(environment.getProperty("logging.structured.format.console")).isEqualTo("logstash");
  }

  private void decide() {
    new ModeEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
  }
}
