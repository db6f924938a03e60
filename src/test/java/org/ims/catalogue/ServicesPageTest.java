package org.ims.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.ims.engine.Caller;
import org.ims.engine.Teams;
import org.ims.testing.Api;
import org.ims.testing.Browsing;
import org.ims.testing.Browsing.Visit;
import org.ims.testing.ImsHttpTest;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** The catalogue as people see and keep it. */
@ImsHttpTest
class ServicesPageTest {

  private static final String FORM = "main form[method=post]";

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private CatalogueStore store;
  @Autowired private Teams teams;
  @Autowired private ThymeleafViewResolver views;

  /** Of this test alone; other tests share the catalogue. */
  private final String key = "page-" + UUID.randomUUID();

  @AfterEach
  void retireWhatWasAdded() {
    jdbc.sql("update service set active = false where key like 'page-%'").update();
  }

  @Test
  void everybodyFindsServices() {
    Browsing reporter = Browsing.as("reporter", port);

    Document all = reporter.get("/services").page();
    assertThat(all.select("nav [aria-current=page]").text()).isEqualTo("Services");
    assertThat(all.select(".cards h2").eachText()).contains("Web shop", "Mail and calendar");
    assertThat(all.select("main .button").eachText()).containsExactly("Export as CSV", "Search");

    Document found = reporter.get("/services?q=COMMERCE").page();
    assertThat(found.select(".cards h2").eachText()).contains("Payments", "Web shop");
    assertThat(found.select(".cards h2").eachText()).doesNotContain("Mail and calendar");
    assertThat(reporter.get("/services?q=%22%3E%3Cb%3E").page().select("[role=status]").text())
        .isEqualTo("No services");

    Document shop = reporter.get("/services/web-shop").page();
    assertThat(shop.select("dl").text()).contains("commerce", "Payments", "1 h", "5 min");
    assertThat(shop.select("#deadlines + .scroll").text())
        .contains("Marketplace agreement", "Partner management of the marketplace", "1 d");
    assertThat(shop.select("main form")).isEmpty();
    assertThat(reporter.get("/services/payments").page().select("dl").text())
        .contains("Needed by Web shop");
    assertThat(reporter.get("/services/nowhere").status()).isEqualTo(404);
  }

  @Test
  void anOwnerAddsAServiceAndChangesIt() {
    Browsing owner = Browsing.as("process-owner", port);

    Visit added = owner.submit(owner.get("/services/_new"), FORM, entered());
    assertThat(added.location()).endsWith("/services/" + key);
    Visit page = owner.get("/services/" + key);
    assertThat(page.page().select("[role=status]").text()).isEqualTo("The service was added.");
    assertThat(page.text()).contains("Lease, with &quot;care&quot;, of 2026");

    Visit changed =
        owner.submit(
            owner.get("/services/" + key + "/edit"),
            FORM,
            Map.of("rto", "PT2H", "dependsOn", "identity"));
    assertThat(changed.location()).endsWith("/services/" + key);
    Document after = owner.get("/services/" + key).page();
    assertThat(after.select("#changes + .scroll tbody tr").eachText().get(0))
        .contains("process-owner", "on the page", "May be down for (RTO)", "PT4H PT2H");
    assertThat(after.select("#changes + .scroll tbody tr").eachText().get(1))
        .contains("Depends on", "network", "identity");
    assertThat(after.select("#deadlines + .scroll").text()).contains("Lease", "The lessor", "1 d");
  }

  @Test
  void whatWasEnteredStaysBesideTheFaults() {
    Browsing owner = Browsing.as("process-owner", port);
    Map<String, String> fields = entered();
    fields.put("rto", "four hours");
    fields.put("within", "soon");
    fields.put("ownerTeam", "");

    Visit refused = owner.submit(owner.get("/services/_new"), FORM, fields);

    assertThat(refused.status()).isEqualTo(400);
    Document page = refused.page();
    assertThat(page.select("[role=alert] a").eachAttr("href"))
        .containsExactlyInAnyOrder("#rto", "#contractDeadlines", "#ownerTeam");
    page.select("[role=alert] a")
        .eachAttr("href")
        .forEach(at -> assertThat(page.select(at)).hasSize(1));
    assertThat(page.select("#rto").val()).isEqualTo("four hours");
    assertThat(page.select("#rto").attr("aria-invalid")).isEqualTo("true");
    assertThat(page.select("[name=contract]").get(0).val()).isEqualTo(entered().get("contract"));
    assertThat(page.select("[name=dependsOn][checked]").eachAttr("value"))
        .containsExactly("network");
    assertThat(page.select("[name=criticalFunction][checked]")).hasSize(1);
  }

  @Test
  void moreLinesForContractsLoseNothing() {
    Browsing owner = Browsing.as("process-owner", port);
    Map<String, String> fields = entered();
    fields.put("more", "true");

    Document page = owner.submit(owner.get("/services/_new"), FORM, fields).page();

    assertThat(page.select("[name=contract]")).hasSize(4);
    assertThat(page.select("#name").val()).isEqualTo("Print shop");
    assertThat(page.select("[role=alert]")).isEmpty();
  }

  @Test
  void aStaleFormIsRefusedAndLosesNothing() {
    Browsing owner = Browsing.as("process-owner", port);
    owner.submit(owner.get("/services/_new"), FORM, entered());
    Visit mine = owner.get("/services/" + key + "/edit");
    Browsing other = Browsing.as("admin", port);
    other.submit(other.get("/services/" + key + "/edit"), FORM, Map.of("rpo", "PT5M"));

    Visit refused = owner.submit(mine, FORM, Map.of("name", "Print works"));

    assertThat(refused.status()).isEqualTo(409);
    Document page = refused.page();
    assertThat(page.select("[role=alert]").text())
        .contains(
            "Somebody else changed this service", "admin", "May lose the work of (RPO)", "PT5M");
    assertThat(page.select("#name").val()).isEqualTo("Print works");
    assertThat(store.find(key).orElseThrow().name()).isEqualTo("Print shop");

    assertThat(owner.submit(refused, FORM, Map.of("rpo", "PT5M")).status()).isEqualTo(302);
    assertThat(store.find(key).orElseThrow().name()).isEqualTo("Print works");
    assertThat(store.find(key).orElseThrow().rpo()).hasMinutes(5);
  }

  @Test
  void aRetiredServiceIsOfferedNoMoreAndCanComeBack() {
    Browsing owner = Browsing.as("process-owner", port);
    owner.submit(owner.get("/services/_new"), FORM, entered());
    assertThat(owner.get("/report").text()).contains(key);

    Visit retired = owner.submit(owner.get("/services/" + key), "main form", Map.of());
    assertThat(retired.location()).endsWith("/services/" + key);
    assertThat(owner.get("/services/" + key).page().select(".badge").text()).contains("Retired");
    assertThat(owner.get("/report").text()).doesNotContain(key);
    assertThat(owner.get("/services").text()).doesNotContain(key);
    assertThat(owner.get("/services?retired=true").text()).contains(key);

    owner.submit(owner.get("/services/" + key), "main form", Map.of());
    assertThat(owner.get("/report").text()).contains(key);
  }

  @Test
  void whatOthersNeedIsNotRetired() {
    Browsing owner = Browsing.as("process-owner", port);

    Visit refused = owner.submit(owner.get("/services/network"), "main form", Map.of());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.page().select("[role=alert]").text())
        .contains("must stay active while other services depend on it", "mail");
    Visit stale =
        owner.submit(owner.get("/services/network"), "main form", Map.of("version", "99"));
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.page().select("[role=alert]").text()).contains("Somebody else changed");
  }

  @Test
  void aFileIsCheckedAndThenImported() {
    Browsing owner = Browsing.as("process-owner", port);
    String file =
        CatalogueFileTest.HEADER
            + key
            + ",\"Druckerei \u00c4 & \"\"S\u00f6hne\"\"\",commerce,,no,PT4H,PT1H\n";

    Visit checked =
        owner.upload(
            owner.get("/services/_import"), "main form", "file", file, Map.of("dryRun", "true"));
    assertThat(checked.status()).as(checked.text()).isEqualTo(200);
    assertThat(checked.page().select("dl").text()).contains("1 new", key, "0 retired");
    assertThat(store.find(key)).isEmpty();

    Visit done = owner.upload(checked, "main form:has([name=csv])", "file", null, Map.of());
    assertThat(done.location()).as(done.text()).endsWith("/services");
    assertThat(owner.get("/services").page().select("[role=status]").text())
        .contains("Imported: 1 new, 0 changed, 0 retired, 0 as before.");
    assertThat(store.find(key).orElseThrow().name()).isEqualTo("Druckerei \u00c4 & \"S\u00f6hne\"");
  }

  @Test
  void aFaultyFileIsShownFaultByFault() {
    Browsing owner = Browsing.as("process-owner", port);
    String file =
        CatalogueFileTest.HEADER
            + key
            + ",Print shop,commerce,,no,PT4H,PT1H\nmail,Mail,nobody,,perhaps,PT4H,PT1H\n";

    Visit refused =
        owner.upload(owner.get("/services/_import"), "main form", "file", file, Map.of());

    assertThat(refused.status()).isEqualTo(400);
    List<String> rows = refused.page().select("tbody tr").eachText();
    assertThat(rows.get(0)).startsWith("3 criticalFunction Critical function must be yes or no.");
    assertThat(rows.get(1)).startsWith("3 ownerTeam Owner team must be a team that has a group");
    assertThat(rows).hasSize(2);
    assertThat(store.find(key)).isEmpty();
    Visit none = owner.upload(owner.get("/services/_import"), "main form", "file", "", Map.of());
    assertThat(none.page().select("tbody").text()).contains("must have at least one service");
  }

  @Test
  void anUploadWithoutItsTokenOrTooLargeIsRefused() {
    Browsing owner = Browsing.as("process-owner", port);
    Visit form = owner.get("/services/_import");

    assertThat(owner.upload(form, "main form", "file", "key", Map.of("_csrf", "forged")).status())
        .isEqualTo(403);
    assertThat(owner.upload(form, "main form", "file", "x".repeat(2_200_000), Map.of()).status())
        .isEqualTo(413);
    assertThat(
            owner
                .upload(form, "main form", "file", "x\n".repeat(500_000), Map.of("dryRun", "true"))
                .page()
                .select("tbody")
                .text())
        .contains("must be key, name");
    assertThat(
            owner
                .upload(form, "main form", "file", "x\n".repeat(600_000), Map.of())
                .page()
                .select("tbody")
                .text())
        .isEqualTo("File is larger than 1000000 bytes.");
  }

  @Test
  void theExportOpensInSpreadsheets() {
    Visit export = Browsing.as("reporter", port).get("/services/_export");

    assertThat(export.status()).isEqualTo(200);
    assertThat(export.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
    assertThat(export.text()).startsWith("\uFEFFkey,name,");
    assertThat(Browsing.anonymous(port).get("/services/_export").status()).isEqualTo(302);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reporter", "incident-manager", "auditor"})
  void othersDoNotKeepIt(String login) {
    Browsing person = Browsing.as(login, port);
    for (String path : List.of("/services/_new", "/services/_import", "/services/mail/edit")) {
      assertThat(person.get(path).status()).as(path).isEqualTo(403);
    }
    Visit page = person.get("/services");
    Map<String, String> token = Map.of("_csrf", page.page().select("[name=_csrf]").val());
    assertThat(person.post("/services/_new", token).status()).isEqualTo(403);
    assertThat(person.post("/services/mail/edit", token).status()).isEqualTo(403);
    Map<String, String> state = new TreeMap<>(token);
    state.putAll(Map.of("offered", "false", "version", "1"));
    assertThat(person.post("/services/mail/state", state).status()).isEqualTo(403);
    assertThat(Api.as(login, port).get("/api/services/mail").json().get("state").asText())
        .isEqualTo("active");
  }

  @Test
  void pagesAreThereInGerman() {
    Browsing owner = Browsing.as("process-owner", port).with("Accept-Language", "de-DE,de;q=0.9");

    assertThat(owner.get("/services").page().select("h1").text()).isEqualTo("Dienste");
    for (String path :
        List.of("/services", "/services/mail", "/services/mail/edit", "/services/_import")) {
      assertThat(owner.get(path).text()).as(path).doesNotContain("??");
    }
  }

  /**
   * The file is the truth where the configuration names one; the pages say so and change nothing.
   */
  @Test
  void aCatalogueThatAFileKeepsIsReadOnly() throws Exception {
    Catalogue kept =
        new Catalogue(store, new CatalogueSettings("/etc/ims/services.csv"), teams, owner());
    ThymeleafViewResolver resolver = new ThymeleafViewResolver();
    resolver.setTemplateEngine(views.getTemplateEngine());
    MockMvc pages =
        MockMvcBuilders.standaloneSetup(new ServicesPage(kept)).setViewResolvers(resolver).build();

    for (String path : List.of("/services", "/services/mail")) {
      Document page =
          Jsoup.parse(
              pages
                  .perform(get(path))
                  .andExpect(status().isOk())
                  .andReturn()
                  .getResponse()
                  .getContentAsString());
      assertThat(page.select(".notice").text())
          .startsWith("The catalogue is kept in the file /etc/ims/services.csv");
      assertThat(page.select("main form[method=post]")).isEmpty();
      assertThat(page.select("main a[href*=_new], main a[href*=edit]")).isEmpty();
    }
    for (String path : List.of("/services/_new", "/services/_import", "/services/mail/edit")) {
      pages.perform(get(path)).andExpect(status().isForbidden());
    }
    assertThatThrownBy(() -> kept.take(CatalogueFileTest.HEADER.getBytes(), true))
        .isInstanceOf(Catalogue.KeptByFileException.class);
  }

  private static Caller owner() {
    Caller owner = mock(Caller.class);
    when(owner.groups()).thenReturn(Set.of("process-owner"));
    return owner;
  }

  private Map<String, String> entered() {
    return new TreeMap<>(
        Map.of(
            "key",
            key,
            "name",
            "Print shop",
            "ownerTeam",
            "commerce",
            "criticalFunction",
            "true",
            "rto",
            "PT4H",
            "rpo",
            "PT1H",
            "contract",
            "Lease, with \"care\", of 2026",
            "recipient",
            "The lessor, his office",
            "within",
            "P1D",
            "dependsOn",
            "network"));
  }
}
