package org.ims.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ims.security.DemoUsers;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class StartBlockTest {

  private final MockEnvironment environment =
      new MockEnvironment().withProperty("ims.data-directory", "somewhere");

  @Test
  void namesWhatAPersonNeedsNext() {
    assertThat(StartBlock.demo(environment, 8123))
        .contains("http://localhost:8123/camunda/app/tasklist/")
        .contains("http://localhost:8123/report")
        .contains("http://localhost:8123/camunda/app/cockpit/")
        .contains("http://localhost:8123/swagger-ui/index.html")
        .contains("http://localhost:8123/actuator/health")
        .contains(DemoUsers.all().stream().map(DemoUsers.DemoUser::login).toList())
        .contains(DemoUsers.PASSWORD)
        .contains(Path.of("somewhere", "postgres").toAbsolutePath().toString())
        .contains(Path.of("somewhere", "mail").toAbsolutePath().toString())
        .contains("Ctrl-C");
  }

  @Test
  void fitsAConsole() {
    assertThat(StartBlock.demo(environment, 8080).lines())
        .filteredOn(line -> !line.contains(Path.of("somewhere").toAbsolutePath().toString()))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(90));
  }

  @Test
  void saysWhereMailsGoWhenAServerIsSet() {
    environment.setProperty("spring.mail.host", "smtp.example.org");
    assertThat(StartBlock.demo(environment, 8080)).contains("sent to smtp.example.org");
  }
}
