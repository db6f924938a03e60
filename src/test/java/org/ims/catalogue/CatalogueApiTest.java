package org.ims.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The catalogue as programs read and keep it. */
@ImsHttpTest
class CatalogueApiTest {

  private static final String VALUES =
      """
      {"name": "Print shop", "ownerTeam": "commerce", "criticalFunction": true, "rto": "PT4H",
       "rpo": "PT1H", "dependsOn": ["network", "identity"],
       "contractDeadlines": [{"contract": "Lease", "recipient": "The lessor", "within": "PT24H"}]}
      """;

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  /** Of this test alone; other tests share the catalogue. */
  private final String key = "print-" + UUID.randomUUID();

  @AfterEach
  void retireWhatWasAdded() {
    jdbc.sql("update service set active = false where key like 'print-%'").update();
  }

  @Test
  void everyUserCanReadTheCatalogue() {
    Api.Answer answer = Api.as("reporter", port).get("/api/services");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    List<String> names = new ArrayList<>();
    JsonNode webShop = null;
    JsonNode mail = null;
    for (JsonNode service : answer.json()) {
      names.add(service.get("name").asText());
      webShop = service.get("key").asText().equals("web-shop") ? service : webShop;
      mail = service.get("key").asText().equals("mail") ? service : mail;
    }
    assertThat(names).hasSizeGreaterThanOrEqualTo(12).isSorted();
    assertThat(webShop)
        .hasToString(
            "{\"key\":\"web-shop\",\"name\":\"Web shop\",\"ownerTeam\":\"commerce\","
                + "\"supplierTeam\":\"hosting-provider\",\"criticalFunction\":true,"
                + "\"rto\":\"PT1H\",\"rpo\":\"PT5M\",\"contractDeadlines\":["
                + "{\"contract\":\"Hosting contract\","
                + "\"recipient\":\"Operations desk of the hosting provider\",\"within\":\"PT1H\"},"
                + "{\"contract\":\"Marketplace agreement\","
                + "\"recipient\":\"Partner management of the marketplace\",\"within\":\"PT24H\"}],"
                + "\"dependsOn\":[\"identity\",\"network\",\"payments\"],"
                + "\"statusPublic\":false,\"state\":\"active\",\"version\":1}");
    assertThat(mail.has("supplierTeam")).isFalse();
  }

  @Test
  void aFilterThatDoesNotExistIsRefused() {
    Api.Answer answer = Api.as("reporter", port).get("/api/services?team=commerce");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("team");
    assertThat(answer.json().at("/errors/0/rule").asText()).isEqualTo("unknown");
    answer = Api.as("reporter", port).get("/api/services?state=sleeping");
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("state");
  }

  @Test
  void aServiceIsAddedReadChangedAndRetired() {
    Api owner = Api.as("process-owner", port);
    String path = "/api/services/" + key;
    assertThat(owner.get(path).status()).isEqualTo(404);

    Api.Answer added = owner.put(path, VALUES);
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    assertThat(added.header("ETag")).isEqualTo("\"1\"");
    assertThat(added.json().at("/statusPublic").asBoolean()).isFalse();
    assertThat(added.json().at("/dependsOn/0").asText()).isEqualTo("identity");

    Api.Answer changed =
        owner.put(path, VALUES.replace("PT4H", "PT2H"), "If-Match", added.header("ETag"));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    assertThat(Api.as("reporter", port).get(path).json()).isEqualTo(changed.json());

    Api.Answer retired = owner.post(path + "/retirement", "");
    assertThat(retired.status()).as(retired.text()).isEqualTo(200);
    assertThat(retired.json().at("/state").asText()).isEqualTo("retired");
    assertThat(owner.get("/api/services").text()).doesNotContain(key);
    assertThat(owner.get("/api/services?state=retired").text()).contains(key);
    assertThat(owner.get("/api/services?state=all").text()).contains(key, "web-shop");

    JsonNode changes = owner.get(path + "/changes").json();
    assertThat(changes.get(0)).isEqualTo(change(changes.get(0), 3, "state", "active", "retired"));
    assertThat(changes.get(1)).isEqualTo(change(changes.get(1), 2, "rto", "PT4H", "PT2H"));
    assertThat(changes.get(0).get("by").asText()).isEqualTo("process-owner");
    assertThat(changes.get(0).get("origin").asText()).isEqualTo("API");
  }

  @Test
  void aChangeFromAnOldVersionIsRefused() {
    Api owner = Api.as("process-owner", port);
    String path = "/api/services/" + key;
    owner.put(path, VALUES);
    owner.put(path, VALUES.replace("PT4H", "PT2H"), "If-Match", "\"1\"");

    assertThat(owner.put(path, VALUES, "If-Match", "\"1\"").status()).isEqualTo(412);
    assertThat(owner.put(path, VALUES).status()).isEqualTo(428);
    assertThat(owner.post(path + "/retirement", "", "If-Match", "\"1\"").status()).isEqualTo(412);
    assertThat(owner.put(path, VALUES, "If-Match", "one").status()).isEqualTo(400);
    assertThat(owner.get(path).json().get("rto").asText()).isEqualTo("PT2H");
    assertThat(owner.put(path, VALUES, "If-Match", "*").status()).isEqualTo(200);
  }

  @Test
  void everyFaultOfAServiceIsToldAtOnce() {
    Api.Answer answer =
        Api.as("process-owner", port)
            .put(
                "/api/services/" + key,
                """
                {"name": " ", "ownerTeam": "nobody", "rto": "soon", "rpo": "PT1H",
                 "contractDeadlines": [null]}
                """);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors").findValuesAsText("field"))
        .containsOnly("name", "ownerTeam", "criticalFunction", "rto", "contractDeadlines");
  }

  @Test
  void aTeamThatNobodyIsInIsRefusedNamingTheKnownOnes() {
    Api.Answer answer =
        Api.as("process-owner", port)
            .put("/api/services/" + key, VALUES.replace("commerce", "nobody"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("ownerTeam");
    assertThat(answer.json().at("/errors/0/rule").asText()).isEqualTo("known-team");
    assertThat(answer.json().at("/errors/0/message").asText())
        .startsWith("Owner team must be a team that has a group; the known teams are ")
        .contains("commerce", "facilities");
  }

  @Test
  void aCircleIsRefused() {
    Api owner = Api.as("process-owner", port);
    owner.put("/api/services/" + key, VALUES);
    String network =
        """
        {"name": "Network and internet access", "ownerTeam": "network", "criticalFunction": true,
         "rto": "PT2H", "rpo": "PT0S", "dependsOn": ["%s"]}
        """
            .formatted(key);
    Api.Answer answer = owner.put("/api/services/network", network, "If-Match", "*");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/message").asText())
        .isEqualTo("Depends on goes in a circle: network, %s, network.".formatted(key));
    answer = owner.post("/api/services/network/retirement", "");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/rule").asText()).isEqualTo("needed");
  }

  /** Each of two edits is good alone; whoever comes second must see what the first one did. */
  @Test
  void twoEditsAtOnceMakeNoCircle() throws Exception {
    Api owner = Api.as("process-owner", port);
    for (int round = 0; round < 5; round++) {
      String first = key + "-a" + round;
      String second = key + "-b" + round;
      String alone = VALUES.replace("[\"network\", \"identity\"]", "[]");
      owner.put("/api/services/" + first, alone);
      owner.put("/api/services/" + second, alone);
      CompletableFuture<Api.Answer> one =
          CompletableFuture.supplyAsync(
              () -> owner.put("/api/services/" + first, on(second), "If-Match", "\"1\""));
      CompletableFuture<Api.Answer> other =
          CompletableFuture.supplyAsync(
              () -> owner.put("/api/services/" + second, on(first), "If-Match", "\"1\""));
      assertThat(List.of(one.get().status(), other.get().status()))
          .containsExactlyInAnyOrder(200, 400);
    }
  }

  private static String on(String service) {
    return VALUES.replace("[\"network\", \"identity\"]", "[\"" + service + "\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reporter", "service-desk", "incident-manager", "auditor"})
  void othersReadOnly(String login) {
    Api person = Api.as(login, port);
    assertThat(person.put("/api/services/" + key, VALUES).status()).isEqualTo(403);
    assertThat(person.post("/api/services/mail/retirement", "").status()).isEqualTo(403);
    assertThat(csv(person, CatalogueFileTest.HEADER, "").status()).isEqualTo(403);
    assertThat(person.get("/api/services/mail").status()).isEqualTo(200);
    assertThat(person.get("/api/services/mail/changes").status()).isEqualTo(200);
    assertThat(person.get("/api/services.csv").status()).isEqualTo(200);
  }

  @Test
  void administratorsKeepItToo() {
    assertThat(Api.as("admin", port).put("/api/services/" + key, VALUES).status()).isEqualTo(201);
  }

  @Test
  void aFileIsTriedAndThenImported() {
    Api owner = Api.as("process-owner", port);
    String file =
        CatalogueFileTest.HEADER
            + key
            + ",Print shop,commerce,,no,PT4H,PT1H\nbackup,Backup and restore,platform,,no,P1D,P1D\n";

    Api.Answer tried = csv(owner, file, "?dryRun=true");
    assertThat(tried.status()).as(tried.text()).isEqualTo(200);
    assertThat(tried.text())
        .isEqualTo(
            ("{\"dryRun\":true,\"added\":[\"%s\"],\"changed\":[],\"retired\":[],\"unchanged\":1}")
                .formatted(key));
    assertThat(owner.get("/api/services/" + key).status()).isEqualTo(404);

    assertThat(csv(owner, file, "").json().get("dryRun").asBoolean()).isFalse();
    assertThat(owner.get("/api/services/" + key).status()).isEqualTo(200);
    assertThat(owner.get("/api/services/" + key + "/changes").json().get(0).get("origin").asText())
        .isEqualTo("IMPORT");
    assertThat(csv(owner, file, "").json().get("unchanged").asInt()).isEqualTo(2);
  }

  @Test
  void aFaultyFileIsRefusedWithEveryFaultAndChangesNothing() {
    Api owner = Api.as("process-owner", port);
    Api.Answer answer =
        csv(
            owner,
            CatalogueFileTest.HEADER
                + key
                + ",Print shop,commerce,,no,PT4H,PT1H\n"
                + "\n".repeat(8)
                + "mail,Mail,nobody,,no,PT4H,PT1H\nerp,ERP,commerce,,maybe,4 hours,PT1H\n",
            "");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().get("errors").findValuesAsText("field"))
        .containsExactly("line 11, ownerTeam", "line 12, criticalFunction", "line 12, rto");
    assertThat(answer.json().at("/errors/0/line").asInt()).isEqualTo(11);
    assertThat(answer.json().at("/errors/0/column").asText()).isEqualTo("ownerTeam");
    assertThat(owner.get("/api/services/" + key).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"?dryRun=yes, dryRun", "?dry=true, dry", "?dryRun=true&dryRun=false, dryRun"})
  void aSlipInTheParameterImportsNothing(String query, String field) {
    Api.Answer answer =
        csv(
            Api.as("process-owner", port),
            CatalogueFileTest.HEADER + key + ",Print shop,commerce,,no,PT4H,PT1H\n",
            query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
  }

  @Test
  void whatIsNoCsvIsRefused() {
    assertThat(Api.as("process-owner", port).post("/api/services/import", "{}").status())
        .isEqualTo(415);
  }

  @Test
  void theExportCanBeImportedAgain() {
    Api owner = Api.as("process-owner", port);
    owner.put(
        "/api/services/" + key, VALUES.replace("Print shop", "=HYPERLINK(\\\"https://x\\\")"));

    Api.Answer export = Api.as("auditor", port).get("/api/services.csv");

    assertThat(export.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
    assertThat(export.header("Content-Disposition")).contains("services.csv");
    assertThat(export.text()).contains(key + ",\"'=HYPERLINK(\"\"https://x\"\")\",commerce");
    JsonNode result = csv(owner, export.text(), "?dryRun=true").json();
    assertThat(result.get("changed")).as(result.toString()).isEmpty();
    assertThat(result.get("added")).isEmpty();
    assertThat(result.get("unchanged").asInt()).isGreaterThan(12);
  }

  private static Api.Answer csv(Api person, String text, String query) {
    return person.post(
        "/api/services/import" + query, text.getBytes(StandardCharsets.UTF_8), "text/csv");
  }

  private static JsonNode change(
      JsonNode change, int version, String field, String before, String after) {
    return ((ObjectNode) change.deepCopy())
        .put("version", version)
        .put("field", field)
        .put("before", before)
        .put("after", after);
  }
}
