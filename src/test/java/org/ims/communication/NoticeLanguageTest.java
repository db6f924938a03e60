package org.ims.communication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MINOR;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.ims.engine.EngineClock;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.Meeting;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Everybody is written to in a language of their own. */
@ImsTest
class NoticeLanguageTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
  private static final Path TEXTS = Path.of("src/main/resources/notices");

  @Autowired private Journey journey;
  @Autowired private Desk desk;
  @Autowired private Communication communication;
  @Autowired private NoticeTemplates templates;
  @Autowired private Words words;
  @Autowired private Incidents incidents;
  @Autowired private IdentityService identity;
  @Autowired private JdbcClient jdbc;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @Test
  void languageOfTheAccountGoesBeforeTheSetting() {
    String number = desk.reportedAndRegistered("reporter", journey.report(MINOR));
    identity.setUserInfo("responder", "language", "de");
    try {
      Notice german =
          communication.write(number, "resolution", 1, "2026-03-04T10:00:00Z", "responder");
      assertThat(german.language()).isEqualTo("de");
      assertThat(german.subject()).isEqualTo(number + " - gelöst: Mail is down");
      assertThat(german.body())
          .contains("Geht es bei Ihnen wieder?", "bis Mittwoch, 04.03.2026, 10:00 Uhr UTC nichts");
      assertThat(german.link()).isEqualTo("https://ims.example.org/camunda/app/tasklist/default/");
      Notice english = communication.write(number, "resolution", 1, "2026-03-04T10:00:00Z", null);
      assertThat(english.language()).isEqualTo("en");
      assertThat(english.body()).contains("nothing until Wednesday 2026-03-04 10:00 UTC");
      assertThat(english.link()).isEqualTo("https://ims.example.org/report/mine");
    } finally {
      identity.deleteUserInfo("responder", "language");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "xx", "../en", "de\r\nBcc: x"})
  void languageThatNobodyWroteInBecomesEnglish(String language) {
    String number = desk.reportedAndRegistered("reporter", journey.report(MINOR));
    identity.setUserInfo("responder", "language", language);
    try {
      Notice notice = communication.write(number, "reopening", 1, null, "responder");
      assertThat(notice.language()).isEqualTo("en");
      assertThat(notice.body()).startsWith("Hello ");
    } finally {
      identity.deleteUserInfo("responder", "language");
    }
  }

  @Test
  void everyTextIsThereInBothLanguages() throws IOException {
    assertThat(kinds("de").toList()).isNotEmpty().isEqualTo(kinds("en").toList());
    for (IncidentState state : IncidentState.values()) {
      assertThat(words.status(state.name(), Locale.GERMAN))
          .isNotBlank()
          .isNotEqualTo(words.status(state.name(), Locale.ENGLISH));
    }
  }

  /** A mistyped name in a template would otherwise show at the first notice of its kind. */
  @ParameterizedTest
  @MethodSource("kindsAboutAnIncident")
  @Transactional
  void everyTextCanBeRendered(String kind) {
    Incident incident =
        incidents.get(desk.reportedAndRegistered("reporter", journey.report(MINOR)));
    for (Locale language : List.of(Locale.ENGLISH, Locale.GERMAN)) {
      Map<String, Object> facts = new HashMap<>();
      facts.put("incident", incident);
      facts.put("time", NoticeTime.in(language));
      facts.put("name", "Rita");
      facts.put("say", words.in(language));
      facts.put(
          "detail", kind.startsWith("subscriber") ? "on-hold" : "80|resolve|2026-03-04T10:00:00Z");
      facts.put("parts", List.of("80", "resolve", "2026-03-04T10:00:00Z"));
      facts.put("text", "What is known");
      facts.put("status", "monitoring");
      facts.put("next", MONDAY);
      facts.put(
          "meeting",
          new Meeting(
              "review",
              0,
              MONDAY,
              Duration.ofHours(1),
              ZoneId.of("Europe/Berlin"),
              false,
              List.of(),
              MONDAY));

      NoticeTemplates.Text text = templates.render(kind, facts, language);

      assertThat(text.language()).isEqualTo(language);
      assertThat(text.subject()).contains(incident.number()).doesNotContain("[", "null");
      assertThat(text.body())
          .contains(language == Locale.GERMAN ? "Hallo Rita," : "Hello Rita,")
          .doesNotContain("[(", "[#", "[/");
    }
  }

  /** The report refuses such a title; whatever gets past it moves nothing into another place. */
  @Test
  void titleOfSeveralLinesStaysInTheSubject() {
    String hostile = "Down\r\nBcc: victim@example.org\r\n\r\nDear victim";
    assertThat(
            Records.namedBy(
                () -> desk.report("reporter", with(journey.report(MINOR), "title", hostile))))
        .containsExactly("title: one-line");
    String number = desk.reportedAndRegistered("reporter", journey.report(MINOR));
    jdbc.sql("update incident set title = :title where number = :number")
        .param("title", hostile)
        .param("number", number)
        .update();

    Notice notice = communication.write(number, "reopening", 1, null, "responder");

    assertThat(notice.subject())
        .isEqualTo(number + " - reopened: Down Bcc: victim@example.org Dear victim");
    assertThat(notice.body()).startsWith("Hello ").doesNotContain("Bcc");
  }

  /** All but the answers to mails that became none. */
  static Stream<String> kindsAboutAnIncident() throws IOException {
    return kinds("en")
        .filter(kind -> !List.of("mail-too-large", "mail-refused", "stuck-jobs").contains(kind));
  }

  private static Stream<String> kinds(String language) throws IOException {
    try (Stream<Path> files = Files.list(TEXTS.resolve(language))) {
      return files
          .map(file -> file.getFileName().toString().replace(".txt", ""))
          .sorted()
          .toList()
          .stream();
    }
  }
}
