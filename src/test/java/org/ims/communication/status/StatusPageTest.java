package org.ims.communication.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MINOR;
import static org.ims.testing.Journey.Kind.SEVERE;

import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.ims.engine.EngineClock;
import org.ims.testing.Api;
import org.ims.testing.Browsing;
import org.ims.testing.Browsing.Visit;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What people inside and outside see of incidents, on the page, in feeds and by the API. */
@ImsHttpTest
class StatusPageTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  /** The columns of an incident that hold words of a vocabulary, keys or numbers. */
  private static final Set<String> NO_FREE_TEXT =
      Set.of(
          "number",
          "state",
          "reported_service",
          "affected_service",
          "source",
          "personal_data_involved",
          "category",
          "final_category",
          "priority",
          "major",
          "major_before",
          "held_from",
          "hold_reason",
          "parent",
          "duplicate_of",
          "follow_up_of");

  @LocalServerPort private int port;
  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private EngineClock clock;
  @Autowired private ManagementService management;
  @Autowired private JdbcClient jdbc;
  @Autowired private ApplicationEventPublisher events;
  @Autowired private PlatformTransactionManager transactions;
  private Told told;

  @BeforeEach
  void tellNobody() {
    clock.stopAt(MONDAY);
    told = new Told(jdbc, events, transactions);
    told.forgetAll();
  }

  @AfterEach
  void forget() {
    told.forgetAll();
  }

  @Test
  void whatPeopleWriteAndApproveIsShown() {
    told.show("mail");
    String number = journey.toInvestigation(SEVERE);
    jobs.runAll(number, "StartEvent_AnnouncementDue");
    assertThat(Browsing.as("reporter", port).get("/status").page().select("#current")).isEmpty();
    fireDrafts(number);
    desk.complete(
        "comms-external",
        number,
        "UserTask_WriteUpdate",
        "ServiceTask_RecordUpdate",
        fields(
            "updateOutcome", "send",
            "updateStatus", "investigating",
            "updateText", "Mails come late.",
            "nextUpdateAt", "2026-03-02T09:15:00Z"));
    assertThat(outside("/status").text()).doesNotContain("Mails come late.");
    desk.complete(
        "legal",
        number,
        "UserTask_ApproveUpdate",
        "ServiceTask_RecordUpdateApproval",
        fields("decision", "approve"));
    jobs.run(number, "ServiceTask_SendUpdate");

    for (Browsing reader : List.of(Browsing.anonymous(port), Browsing.as("reporter", port))) {
      Document page = reader.get("/status").page();
      Element incident = page.selectFirst("section[aria-labelledby=current] article");
      assertThat(incident.text())
          .contains("Mail and calendar", "Investigating", "Mails come late.", number)
          .contains("The next update comes by 2026-03-02 09:15");
      assertThat(page.select(".state").text()).isEqualTo("Services are disturbed.");
    }
  }

  @Test
  void peopleInsideSeeAllServicesAndWhatUsersWereTold() {
    String mail = journey.toTriage(SEVERE);
    String phones = journey.toTriage(MINOR);
    told.tell(mail, "users", "INVESTIGATING", "We look.", MONDAY.minusSeconds(7200));
    told.tell(
        mail,
        "users",
        "MONITORING",
        "It should work.\nPlease try.",
        MONDAY.minusSeconds(3600),
        MONDAY.plusSeconds(900));
    told.tell(mail, "customers", "IDENTIFIED", "For customers.", MONDAY.minusSeconds(60));
    told.tell(phones, "users", "IDENTIFIED", "A cable.", MONDAY.minus(Duration.ofDays(3)));
    told.tell(
        phones, "users", "RESOLVED", "Mended.", MONDAY.minus(Duration.ofDays(3)).plusSeconds(5400));

    Visit visit = Browsing.as("reporter", port).get("/status");
    Document page = visit.page();
    assertThat(page.select(".services h3").eachText())
        .hasSize(
            jdbc.sql("select count(*) from service where active").query(Integer.class).single())
        .contains("Web shop", "Mail and calendar");
    assertThat(service(page, "Mail and calendar").select(".badge").text())
        .isEqualTo("being restored");
    assertThat(service(page, "Web shop").select(".badge").text()).isEqualTo("operational");
    assertThat(page.select(".state").text()).isEqualTo("Services are being restored.");
    assertThat(page.select("section[aria-labelledby=current] .updates li .text").eachText())
        .as("the newest first, and nothing that was meant for customers")
        .containsExactly("It should work. Please try.", "We look.");
    assertThat(page.select(".day h3").eachText()).containsExactly("Friday, 2026-02-27");
    assertThat(page.select(".day article").text()).contains("Resolved", "Mended.", "A cable.");
    Element bars = service(page, "Telephony and contact centre").selectFirst("svg");
    assertThat(bars.select("rect")).hasSize(90);
    assertThat(bars.select("rect.disturbed title").eachText())
        .containsExactly("2026-02-27: disturbed, 1:30 h");
    assertThat(bars.attr("aria-label"))
        .isEqualTo("99.93 percent of the time undisturbed; disturbed on 1 of 90 days");
    assertThat(visit.header("Cache-Control")).contains("private", "no-cache");
    assertThat(page.select("nav [aria-current=page]").text()).isEqualTo("Status");

    Document alone = Browsing.as("legal", port).get("/status/incidents/" + phones).page();
    assertThat(alone.select("h1").text()).isEqualTo("Telephony and contact centre");
    assertThat(alone.select(".updates li .text").eachText()).containsExactly("Mended.", "A cable.");
    assertThat(Browsing.as("legal", port).get("/status/incidents/INC-2026-999999").status())
        .isEqualTo(404);
    assertThat(Browsing.as("legal", port).get("/status/incidents/x").status()).isEqualTo(404);
  }

  @Test
  void whereUsersWereToldNothingWhatCustomersReadIsShownInside() {
    String mail = journey.toTriage(SEVERE);
    told.tell(mail, "customers", "IDENTIFIED", "For customers.", MONDAY);

    assertThat(Browsing.as("reporter", port).get("/status").text()).contains("For customers.");
  }

  @Test
  void whatIsOlderThanTheHistoryLeavesThePageButKeepsItsAddress() {
    String number = journey.toTriage(MINOR);
    told.tell(number, "users", "IDENTIFIED", "Old.", MONDAY.minus(Duration.ofDays(120)));
    told.tell(number, "users", "RESOLVED", "Mended.", MONDAY.minus(Duration.ofDays(110)));
    Browsing reader = Browsing.as("reporter", port);

    assertThat(reader.get("/status").text()).contains("People were told of nothing else.");
    assertThat(reader.get("/status/incidents/" + number).text()).contains("Old.", "Mended.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/status",
        "/status/incidents/INC-2026-000001",
        "/status/feed.rss",
        "/status/feed.atom",
        "/status/events"
      })
  void whileNoServiceIsShownOutsideEverythingIsClosed(String path) {
    assertThat(outside(path).location()).endsWith("/login");
    jdbc.sql("update service set status_public = true, active = false where key = 'mail'").update();
    assertThat(outside(path).location()).as("a past service").endsWith("/login");
    assertThat(Browsing.anonymous(port).with("Accept", "*/*").get("/api/status").status())
        .isEqualTo(401);
  }

  @Test
  void peopleOutsideSeeShownServicesAndWhatCustomersWereTold() {
    told.show("mail");
    String mail = journey.toTriage(SEVERE);
    String phones = journey.toTriage(MINOR);
    told.tell(mail, "users", "IDENTIFIED", "For colleagues only.", MONDAY);
    told.tell(mail, "customers", "INVESTIGATING", "For customers.", MONDAY);
    told.tell(phones, "customers", "INVESTIGATING", "Of a hidden service.", MONDAY);

    Visit visit = outside("/status");
    assertThat(visit.status()).isEqualTo(200);
    assertThat(visit.page().select(".services h3").eachText()).containsExactly("Mail and calendar");
    assertThat(visit.text())
        .contains("For customers.")
        .doesNotContain("For colleagues only.", "hidden service", phones, "Web shop");
    assertThat(visit.header("Cache-Control")).contains("max-age=10", "public");
    assertThat(visit.header("Set-Cookie")).as("else nobody could keep it").isNull();
    assertThat(visit.header("Vary")).contains("Cookie", "Accept-Language");
    assertThat(visit.response().headers().allValues("Link"))
        .contains(
            "<http://127.0.0.1:%d/status/feed.atom>; rel=\"alternate\"; type=\"application/atom+xml\""
                .formatted(port));
    assertThat(outside("/status/incidents/" + mail).text()).contains("For customers.");
    assertThat(outside("/status/incidents/" + phones).status()).isEqualTo(404);
    assertThat(Browsing.anonymous(port).with("Accept-Language", "de").get("/status").text())
        .contains("Ursache wird gesucht", "Dienste sind gestört.", "lang=\"de\"");
    assertThat(Browsing.anonymous(port).post("/status", java.util.Map.of()).status())
        .as("only reading is open")
        .isIn(302, 403);
    assertThat(outside("/status/nothing").status()).isEqualTo(404);
    assertThat(outside("/messages").location()).endsWith("/login");
  }

  /** Whatever people write about an incident elsewhere, none of it gets out here. */
  @Test
  void nothingButPublishedTextsGetsOut() {
    told.show("mail");
    String open = hostile(false, false);
    String restricted = hostile(true, false);
    String drill = hostile(false, true);
    long inside = version("INSIDE");
    long outside = version("OUTSIDE");
    for (String number : List.of(open, restricted, drill)) {
      boolean shown = number.equals(open);
      for (String audience : List.of("executives", "responders")) {
        told.tell(number, audience, "IDENTIFIED", "LEAK-to-" + audience, MONDAY);
      }
      for (String audience : List.of("users", "customers")) {
        for (String state : List.of("WRITTEN", "APPROVED", "RETURNED", "SKIPPED")) {
          String status = state.equals("SKIPPED") ? null : "IDENTIFIED";
          told.write(number, audience, state, status, "LEAK-" + state, MONDAY, null);
        }
        told.tell(
            number,
            audience,
            "IDENTIFIED",
            (shown ? "Told to " : "LEAK-restricted-to-") + audience + " <b>&\u0008</b>",
            MONDAY);
      }
    }
    jdbc.sql(
            "update service set owner_team = 'leak-team', supplier_team = 'leak-supplier'"
                + " where key = 'mail'")
        .update();
    try {
      assertThat(version("INSIDE")).as("twice of the open one").isEqualTo(inside + 2);
      assertThat(version("OUTSIDE")).as("once of the open one").isEqualTo(outside + 1);
      for (Browsing reader : List.of(Browsing.anonymous(port), Browsing.as("reporter", port))) {
        for (String path :
            List.of(
                "/status",
                "/status/incidents/" + open,
                "/status/feed.rss",
                "/status/feed.atom",
                "/api/status")) {
          Visit visit =
              path.startsWith("/api") && reader.cookie("JSESSIONID") != null
                  ? new Visit(Api.as("reporter", port).get(path).response())
                  : reader.with("Accept", path.startsWith("/api") ? "*/*" : "text/html").get(path);
          assertThat(visit.status()).as(path).isEqualTo(200);
          // The token of the form that signs out is random, and may spell anything.
          String text = visit.text().replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
          assertThat(text + visit.response().headers())
              .as(path)
              .contains("Told to ")
              .doesNotContainIgnoringCase("LEAK")
              .doesNotContain("P1", "P2", restricted, drill, "comms-", "responder")
              .doesNotContain(path.startsWith("/api") ? "<script" : "<b>");
        }
        for (String hidden : List.of(restricted, drill)) {
          assertThat(reader.get("/status/incidents/" + hidden).status()).isEqualTo(404);
        }
      }
      assertThat(outside("/status").text()).doesNotContain("Told to users");
    } finally {
      jdbc.sql(
              "update service set owner_team = 'workplace', supplier_team = null"
                  + " where key = 'mail'")
          .update();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/status/feed.rss", "/status/feed.atom"})
  void feedsAreReadByReadersOfFeeds(String path) throws Exception {
    told.show("mail");
    String number = journey.toTriage(SEVERE);
    told.tell(number, "customers", "INVESTIGATING", "We look & see.", MONDAY);
    told.tell(number, "customers", "RESOLVED", "It works\u0002 <again>.", MONDAY.plusSeconds(60));

    Visit visit = outside(path);
    assertThat(visit.header("Content-Type"))
        .startsWith(path.endsWith("rss") ? "application/rss+xml" : "application/atom+xml");
    assertThat(visit.header("Last-Modified")).isEqualTo("Mon, 02 Mar 2026 08:01:00 GMT");
    SyndFeed feed = new SyndFeedInput().build(new StringReader(visit.text()));
    assertThat(feed.getFeedType()).isEqualTo(path.endsWith("rss") ? "rss_2.0" : "atom_1.0");
    String home = "http://127.0.0.1:" + port + "/status";
    assertThat(visit.text())
        .containsAnyOf(
            "<link>" + home + "</link>",
            "rel=\"alternate\" type=\"text/html\" href=\"" + home + "\"");
    assertThat(visit.text()).doesNotContain("<name />", "dc:creator");
    assertThat(feed.getEntries())
        .extracting(SyndEntry::getTitle)
        .containsExactly("Mail and calendar: Resolved", "Mail and calendar: Investigating");
    SyndEntry newest = feed.getEntries().get(0);
    assertThat(newest.getPublishedDate().toInstant()).isEqualTo(MONDAY.plusSeconds(60));
    assertThat(
            path.endsWith("rss")
                ? newest.getDescription().getValue()
                : newest.getContents().get(0).getValue())
        .isEqualTo("It works <again>.");
    String link =
        "http://127.0.0.1:%d/status/incidents/%s#%s-customers-2".formatted(port, number, number);
    assertThat(newest.getLink()).isEqualTo(link);
    assertThat(outside("/status/incidents/" + number).page().getElementById(link.split("#")[1]))
        .as("where the entry leads")
        .isNotNull();

    String tag = visit.header("ETag");
    assertThat(Browsing.anonymous(port).with("If-None-Match", tag).get(path).status())
        .isEqualTo(304);
    assertThat(
            Browsing.anonymous(port)
                .with("If-Modified-Since", "Mon, 02 Mar 2026 08:01:00 GMT")
                .get(path)
                .status())
        .isEqualTo(304);
    told.tell(number, "customers", "INVESTIGATING", "Again.", MONDAY.plusSeconds(120));
    assertThat(Browsing.anonymous(port).with("If-None-Match", tag).get(path).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/status/feed.rss", "/status/feed.atom"})
  void emptyFeedIsAFeed(String path) throws Exception {
    told.show("mail");

    SyndFeed feed = new SyndFeedInput().build(new StringReader(outside(path).text()));

    assertThat(feed.getEntries()).isEmpty();
    assertThat(feed.getTitle()).isEqualTo("How the services are");
  }

  @Test
  void programsReadTheSame() {
    told.show("mail");
    String number = journey.toTriage(SEVERE);
    told.tell(number, "users", "IDENTIFIED", "For colleagues.", MONDAY.minusSeconds(600));
    told.tell(
        number,
        "customers",
        "MONITORING",
        "For customers.",
        MONDAY.minusSeconds(60),
        MONDAY.plusSeconds(1800));

    JsonNode inside = Api.as("reporter", port).get("/api/status").json();
    assertThat(inside.get("state").asText()).isEqualTo("disturbed");
    assertThat(inside.get("services").findValuesAsText("key")).contains("mail", "web-shop");
    assertThat(inside.at("/incidents/0/updates").findValuesAsText("text"))
        .containsExactly("For colleagues.");

    Visit open = Browsing.anonymous(port).with("Accept", "application/json").get("/api/status");
    JsonNode outside = new Api.Answer(open.response()).json();
    assertThat(outside.get("services")).hasSize(1);
    assertThat(outside.at("/services/0").has("key")).isFalse();
    assertThat(outside.at("/services/0/name").asText()).isEqualTo("Mail and calendar");
    assertThat(outside.at("/services/0/state").asText()).isEqualTo("restoring");
    assertThat(outside.at("/services/0/days/0/date").asText()).isEqualTo("2026-03-02");
    assertThat(outside.at("/incidents/0/number").asText()).isEqualTo(number);
    assertThat(outside.at("/incidents/0/updates/0/nextUpdateAt").asText())
        .isEqualTo("2026-03-02T08:30:00Z");
    assertThat(open.header("Cache-Control")).contains("public");
    assertThat(Browsing.anonymous(port).with("Accept", "*/*").get("/api/status?x=1").status())
        .isEqualTo(400);
    assertThat(Browsing.anonymous(port).with("Accept", "*/*").get("/api/services").status())
        .as("nothing else of the API is open")
        .isEqualTo(401);
  }

  private Visit outside(String path) {
    return Browsing.anonymous(port).get(path);
  }

  private static Element service(Document page, String name) {
    return page.select(".services li").stream()
        .filter(item -> item.select("h3").text().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private long version(String readers) {
    return jdbc.sql("select version from status_version where readers = ?")
        .param(readers)
        .query(Long.class)
        .single();
  }

  /** An incident in which every free text says LEAK. */
  private String hostile(boolean restricted, boolean drill) {
    String number =
        journey.toTriage(
            with(journey.report(SEVERE), "title", "LEAK-title", "restricted", restricted));
    List<String> assignments = new ArrayList<>();
    for (String column :
        jdbc.sql(
                "select column_name from information_schema.columns where table_name = 'incident'"
                    + " and table_schema = current_schema() and data_type like 'character%'")
            .query(String.class)
            .list()) {
      if (!NO_FREE_TEXT.contains(column)) {
        assignments.add(
            column + " = 'LEAK-" + column.substring(0, Math.min(4, column.length())) + "'");
      }
    }
    jdbc.sql(
            "update incident set drill = :drill, "
                + String.join(", ", assignments)
                + " where number = :number")
        .param("drill", drill)
        .param("number", number)
        .update();
    return number;
  }

  /** The tasks of all audiences, of which the one for customers is the last that is left. */
  private void fireDrafts(String number) {
    clock.stopAt(MONDAY.plusSeconds(900));
    management.createJobQuery().activityId("Timer_DraftDue").list().stream()
        .filter(
            job ->
                "customers"
                    .equals(
                        jdbc.sql(
                                "select text_ from act_ru_variable where proc_inst_id_ = ?"
                                    + " and name_ = 'audience'")
                            .param(job.getProcessInstanceId())
                            .query(String.class)
                            .optional()
                            .orElse("")))
        .filter(
            job ->
                jdbc.sql("select business_key_ from act_ru_execution where id_ = ?")
                    .param(job.getProcessInstanceId())
                    .query(String.class)
                    .single()
                    .equals(number))
        .forEach(job -> management.executeJob(job.getId()));
  }
}
