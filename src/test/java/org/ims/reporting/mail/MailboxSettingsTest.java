package org.ims.reporting.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What an operator may configure, and what is refused before a mail is lost to it. */
class MailboxSettingsTest {

  private static final String[] COMPLETE = {
    "ims.mail.intake.enabled=true",
    "ims.mail.intake.host=127.0.0.1",
    "ims.mail.intake.user=ims@example.org",
    "ims.mail.intake.password=secret-word"
  };

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
          .withUserConfiguration(IntakeConfiguration.class);

  @Test
  void isOffByDefaultAndThenWantsNothing() {
    runner.run(context -> assertThat(context).doesNotHaveBean(IntakeSettings.class));
  }

  @Test
  void isSafeByDefault() {
    runner
        .withPropertyValues(COMPLETE)
        .run(
            context -> {
              IntakeSettings settings = context.getBean(IntakeSettings.class);
              assertThat(settings.tls()).isEqualTo(IntakeSettings.Tls.IMPLICIT);
              assertThat(settings.port()).isEqualTo(993);
              assertThat(settings.maxSize().toMegabytes()).isEqualTo(25);
              assertThat(settings.presentPassword()).isEqualTo("secret-word");
              assertThat(settings.toString()).doesNotContain("secret-word");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "host, '', host",
    "user, '', user",
    "password, '', passwordGivenOnce",
    "password-file, /somewhere, passwordGivenOnce",
    "port, 0, port",
    "texts.no-subject, '', texts.noSubject",
  })
  void faultsStopTheStartAndAreNamed(String setting, String value, String field) {
    runner
        .withPropertyValues(COMPLETE)
        .withPropertyValues("ims.mail.intake." + setting + "=" + value)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(BindValidationException.class)
                    .hasMessageContaining(field));
  }

  @Test
  void passwordIsReadFromItsFileAtEachLogin(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("secret"), "first\n");
    runner
        .withPropertyValues(COMPLETE)
        .withPropertyValues("ims.mail.intake.password=", "ims.mail.intake.password-file=" + file)
        .run(
            context -> {
              IntakeSettings settings = context.getBean(IntakeSettings.class);
              assertThat(settings.presentPassword()).isEqualTo("first");
              Files.writeString(file, "second");
              assertThat(settings.presentPassword()).isEqualTo("second");
            });
  }

  /** A server that nobody vouches for, and one that does not encrypt, never get the password. */
  @Test
  void nothingIsSentToAServerThatIsNotTrusted() {
    GreenMail server =
        new GreenMail(
            new ServerSetup[] {ServerSetup.IMAP.dynamicPort(), ServerSetup.IMAPS.dynamicPort()});
    server.start();
    try {
      server.setUser("ims@example.org", "ims@example.org", "secret-word");
      assertRefused("implicit", server.getImaps().getPort());
      assertRefused("starttls", server.getImap().getPort());
      runner
          .withPropertyValues(COMPLETE)
          .withPropertyValues(
              "ims.mail.intake.tls=none", "ims.mail.intake.port=" + server.getImap().getPort())
          .run(
              context ->
                  assertThat(
                          new Mailbox(context.getBean(IntakeSettings.class), Clock.systemUTC())
                              .read(mail -> Mailbox.Filing.PROCESSED))
                      .isEqualTo(new Mailbox.Look(0, 0)));
    } finally {
      server.stop();
    }
  }

  private void assertRefused(String tls, int port) {
    runner
        .withPropertyValues(COMPLETE)
        .withPropertyValues("ims.mail.intake.tls=" + tls, "ims.mail.intake.port=" + port)
        .run(
            context -> {
              Mailbox mailbox =
                  new Mailbox(context.getBean(IntakeSettings.class), Clock.systemUTC());
              assertThatThrownBy(() -> mailbox.read(mail -> Mailbox.Filing.PROCESSED))
                  .as(tls)
                  .isInstanceOf(MessagingException.class);
            });
  }
}
