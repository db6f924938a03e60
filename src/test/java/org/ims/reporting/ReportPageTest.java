package org.ims.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.PersonalData;
import org.ims.incident.Report;
import org.ims.testing.Browsing;
import org.ims.testing.Browsing.Visit;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The page for those who do not use Tasklist, as long as it asks for a login. */
@ImsHttpTest
class ReportPageTest {

  static final String FORM = "form[action$=/report]";

  @LocalServerPort private int port;
  @Autowired private Incidents incidents;
  @Autowired private JdbcClient jdbc;

  static Map<String, String> filledIn(String... more) {
    Map<String, String> fields = new HashMap<>();
    fields.put("title", "Mail is down");
    fields.put("description", "Nobody can send mail");
    fields.put("service", "mail");
    fields.put("noticedAt", "2026-03-02T07:55");
    fields.put("personalDataInvolved", "no");
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    return fields;
  }

  @Test
  void reportBecomesAnIncidentThatItsReporterFollows() {
    Browsing reporter = Browsing.as("reporter", port);
    Visit sent =
        reporter.submit(
            reporter.get("/report"),
            FORM,
            filledIn("location", "Hamburg", "suspectedSecurity", "true"));
    assertThat(sent.status()).as(sent.text()).isEqualTo(302);
    assertThat(sent.location()).contains("/report/follow/");

    Visit followed = reporter.get(path(sent));
    assertThat(followed.status()).isEqualTo(200);
    String number = followed.page().select("h1").text();
    Incident incident = incidents.get(number);
    assertThat(incident.report())
        .returns("Mail is down", Report::title)
        .returns("reporter", Report::reporter)
        .returns(Report.Source.PAGE, Report::source)
        .returns("Hamburg", Report::location)
        .returns(true, Report::suspectedSecurity)
        .returns(false, Report::peopleAtRisk)
        .returns(PersonalData.NO, Report::personalDataInvolved);
    assertThat(followed.page().select("[aria-current=step]").text()).isEqualTo("Reported");
    assertThat(followed.page().select("h1 + p").text()).isEqualTo("Mail is down");
    assertThat(followed.text()).contains("Thank you, we have your report.");

    jdbc.sql("update incident set state = 'RESPONDING' where number = :number")
        .param("number", number)
        .update();
    assertThat(reporter.get(path(sent)).page().select("[aria-current=step]").text())
        .isEqualTo("In work");
    assertThat(reporter.get("/report/mine").text()).contains(number, "Somebody works on it");
  }

  @Test
  void secondClickMakesNoSecondIncident() {
    Browsing reporter = Browsing.as("reporter", port);
    Visit form = reporter.get("/report");
    String title = "Clicked twice " + System.nanoTime();

    Visit first = reporter.submit(form, FORM, filledIn("title", title));
    Visit second = reporter.submit(form, FORM, filledIn("title", title));

    assertThat(second.location()).isEqualTo(first.location());
    assertThat(count(title)).isEqualTo(1);
  }

  /** As after the browser's way back: what was changed there must not be lost without a word. */
  @Test
  void formThatIsSentAgainWithOtherWordsIsAskedAbout() {
    Browsing reporter = Browsing.as("reporter", port);
    Visit form = reporter.get("/report");
    String title = "Sent twice " + System.nanoTime();
    reporter.submit(form, FORM, filledIn("title", title));

    Visit asked = reporter.submit(form, FORM, filledIn("title", title + " and changed"));

    assertThat(asked.status()).isEqualTo(409);
    assertThat(asked.page().select("[role=alert]").text()).startsWith("You have sent this form");
    assertThat(asked.page().select("#title").val()).isEqualTo(title + " and changed");
    assertThat(count(title + " and changed")).isZero();
    assertThat(reporter.submit(asked, FORM, Map.of()).status()).isEqualTo(302);
    assertThat(count(title)).isEqualTo(1);
    assertThat(count(title + " and changed")).isEqualTo(1);
  }

  @Test
  void faultsAreNamedBesideTheirFieldsAndNothingIsLost() {
    Browsing reporter = Browsing.as("reporter", port);
    Visit form = reporter.get("/report");

    Visit refused =
        reporter.submit(
            form,
            FORM,
            Map.of(
                "title", "", "description", "It <b>smells</b>", "noticedAt", "2999-01-01T00:00"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.page().select("[role=alert] a").eachAttr("href"))
        .containsExactlyInAnyOrder("#title", "#service", "#noticedAt", "#personalDataInvolved");
    assertThat(refused.page().select("#title-error").text()).isEqualTo("Title is required.");
    assertThat(refused.page().select("#title").attr("aria-invalid")).isEqualTo("true");
    assertThat(refused.page().select("#description").text()).isEqualTo("It <b>smells</b>");
    assertThat(refused.page().select("textarea b")).isEmpty();
    Visit mended = reporter.submit(refused, FORM, filledIn());
    assertThat(mended.status()).isEqualTo(302);
  }

  @Test
  void everyFieldHasItsLabel() {
    Visit form = Browsing.as("reporter", port).get("/report");

    form.page()
        .select("form[action$=/report] :is(input:not([type=hidden]), select, textarea)")
        .forEach(
            field ->
                assertThat(
                        field.closest("label") != null
                            || !form.page().select("label[for=" + field.id() + "]").isEmpty())
                    .as(field.outerHtml())
                    .isTrue());
    assertThat(form.page().select("h1")).hasSize(1);
  }

  @Test
  void linkIsGoodForItsReporterAlone() {
    Browsing reporter = Browsing.as("reporter", port);
    Visit sent = reporter.submit(reporter.get("/report"), FORM, filledIn());

    assertThat(Browsing.as("legal", port).get(path(sent)).status()).isEqualTo(404);
    assertThat(Browsing.anonymous(port).get(path(sent)).status()).isEqualTo(302);
    assertThat(reporter.get("/report/follow/guessed").status()).isEqualTo(404);
  }

  @Test
  void withoutALoginNothingIsTaken() {
    Browsing stranger = Browsing.anonymous(port);

    assertThat(stranger.get("/report").location()).endsWith("/login");
    assertThat(stranger.post("/report", filledIn("key", "a".repeat(32))).status()).isEqualTo(403);
  }

  private int count(String title) {
    return jdbc.sql("select count(*) from incident where title = :title")
        .param("title", title)
        .query(Integer.class)
        .single();
  }

  static String path(Visit sent) {
    URI location = URI.create(sent.location());
    return location.getQuery() == null
        ? location.getPath()
        : location.getPath() + "?" + location.getQuery();
  }
}
