package org.ims.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What client generators read must be complete. */
@ImsHttpTest
class ApiDescriptionTest {

  @LocalServerPort private int port;

  @Test
  void everyOperationOfTheApiIsDescribedWithItsFailures() {
    JsonNode api = description();
    assertThat(api.at("/info/title").asText()).isEqualTo("IMS API");
    assertThat(api.at("/info/description").asText()).isNotBlank();
    assertThat(api.at("/components/securitySchemes/basic/scheme").asText()).isEqualTo("basic");
    assertThat(api.at("/components/securitySchemes/token/scheme").asText()).isEqualTo("bearer");
    assertThat(api.at("/security/0").has("basic")).isTrue();
    assertThat(api.at("/security/1").has("token")).isTrue();
    List<String> operations = new ArrayList<>();
    api.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          operations.add(method.getKey() + " " + path.getKey());
                          assertDescribed(path.getKey(), method.getValue());
                        }));
    assertThat(operations)
        .containsExactlyInAnyOrder(
            "get /api/services",
            "get /api/services/{key}",
            "put /api/services/{key}",
            "post /api/services/{key}/retirement",
            "get /api/services/{key}/changes",
            "post /api/services/import",
            "get /api/services.csv",
            "get /api/status",
            "post /api/webhooks/alertmanager",
            "post /api/webhooks/grafana",
            "post /api/webhooks/cloudevents",
            "get /api/webhook-sources",
            "post /api/webhook-sources",
            "delete /api/webhook-sources/{name}",
            "post /api/webhook-sources/{name}/rotation",
            "get /api/webhook-sources/{name}/deliveries",
            "get /api/channels",
            "post /api/channels",
            "delete /api/channels/{name}",
            "post /api/channels/{name}/test",
            "post /api/channels/{name}/rotation",
            "get /api/channels/{name}/audit",
            "get /api/stuck-jobs",
            "post /api/stuck-jobs/retries",
            "get /api/incidents",
            "get /api/incidents.csv",
            "post /api/incidents",
            "get /api/incidents/{number}",
            "get /api/incidents/{number}/overview",
            "get /api/incidents/{number}/dossier.pdf",
            "get /api/incidents/{number}/dossier.zip",
            "get /api/incidents/{number}/timeline",
            "post /api/incidents/{number}/timeline",
            "get /api/incidents/{number}/legal-hold",
            "put /api/incidents/{number}/legal-hold",
            "delete /api/incidents/{number}/legal-hold",
            "get /api/incidents/{number}/processes",
            "get /api/incidents/{number}/retention",
            "post /api/incidents/{number}/erasure",
            "get /api/incidents/{number}/updates",
            "get /api/incidents/{number}/evidence",
            "post /api/incidents/{number}/evidence",
            "get /api/incidents/{number}/evidence/{id}",
            "delete /api/incidents/{number}/evidence/{id}",
            "get /api/incidents/{number}/evidence/{id}/custody",
            "get /api/incidents/{number}/journal",
            "get /api/journal/entries",
            "get /api/journal/verification",
            "get /api/journal/export",
            "post /api/journal/signing-key/rotation",
            "get /api/process-definitions/{id}/heat",
            "get /api/process-instances/{id}",
            "get /api/received-mails",
            "get /api/messages",
            "post /api/messages/retry",
            "post /api/messages/{id}/retry",
            "post /api/messages/{id}/discard",
            "get /api/reports",
            "get /api/reports/{report}",
            "get /api/reports/{report}.csv",
            "get /api/reports/monthly",
            "get /api/reports/monthly/{month}.pdf",
            "get /api/tokens",
            "post /api/tokens",
            "delete /api/tokens/{id}",
            "get /api/subscriptions",
            "post /api/subscriptions",
            "delete /api/subscriptions/{id}");
  }

  private static void assertDescribed(String path, JsonNode operation) {
    assertThat(operation.get("summary").asText()).as(path).isNotBlank();
    assertThat(operation.get("description").asText()).as(path).isNotBlank();
    assertThat(operation.at("/tags/0").asText())
        .as(path)
        .isIn(
            "Incidents",
            "Journal",
            "Stuck jobs",
            "Services",
            "Webhooks",
            "Webhook sources",
            "Messages",
            "Processes",
            "Subscriptions",
            "Tokens",
            "Received mails",
            "Channels",
            "Status",
            "Reports");
    for (String status : List.of("400", "401", "503")) {
      assertThat(
              operation
                  .at("/responses/" + status + "/content/application~1problem+json/schema/$ref")
                  .asText())
          .as("%s %s", path, status)
          .isEqualTo("#/components/schemas/Problem");
    }
    assertThat(operation.at("/responses/503/headers").has("Retry-After")).isTrue();
    assertThat(operation.get("responses").has("404")).isEqualTo(path.contains("{"));
    for (JsonNode parameter : operation.path("parameters")) {
      assertThat(parameter.toString()).as(path).containsAnyOf("description", "example");
    }
  }

  @Test
  void theReportIsDescribedFieldByField() {
    JsonNode api = description();
    JsonNode post = api.at("/paths/~1api~1incidents/post");
    assertThat(post.at("/requestBody/content/application~1json/schema/$ref").asText())
        .isEqualTo("#/components/schemas/ReportRequest");
    assertThat(post.at("/responses/201/content/application~1json/schema/$ref").asText())
        .isEqualTo("#/components/schemas/ReportReceipt");
    assertThat(post.at("/responses/201/headers").has("Location")).isTrue();
    assertThat(post.get("responses").has("200")).isFalse();
    assertThat(post.get("responses").has("422")).isTrue();
    assertThat(post.get("parameters").findValuesAsText("name")).containsExactly("Idempotency-Key");
    JsonNode request = api.at("/components/schemas/ReportRequest");
    List<String> required = new ArrayList<>();
    request.get("required").forEach(field -> required.add(field.asText()));
    assertThat(required)
        .containsExactlyInAnyOrder(
            "title",
            "description",
            "service",
            "noticedAt",
            "suspectedSecurity",
            "personalDataInvolved",
            "peopleAtRisk");
    assertThat(request.at("/properties/title/maxLength").asInt()).isEqualTo(120);
    assertThat(request.at("/properties/noticedAt/format").asText()).isEqualTo("date-time");
    assertThat(request.at("/properties/personalDataInvolved/enum").size()).isEqualTo(3);
    request
        .get("properties")
        .properties()
        .forEach(
            property ->
                assertThat(property.getValue().has("example")).as(property.getKey()).isTrue());
  }

  @Test
  void theListIsDescribedParameterByParameter() {
    assertThat(description().at("/paths/~1api~1incidents/get/parameters").findValuesAsText("name"))
        .containsExactlyInAnyOrder(
            "state",
            "priority",
            "service",
            "person",
            "processVersion",
            "major",
            "restricted",
            "drill",
            "text",
            "openedFrom",
            "openedTo",
            "closedFrom",
            "closedTo",
            "sort",
            "page",
            "size",
            "count");
  }

  @Test
  void theExportTakesTheFilterOfTheList() {
    List<String> export = parametersOf("incidents.csv");
    assertThat(parametersOf("incidents"))
        .containsAll(export)
        .hasSize(export.size() + 3)
        .contains("page", "size", "count");
  }

  private List<String> parametersOf(String path) {
    return description().at("/paths/~1api~1" + path + "/get/parameters").findValuesAsText("name");
  }

  private JsonNode description() {
    Api.Answer answer = Api.as("reporter", port).get("/v3/api-docs");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }
}
