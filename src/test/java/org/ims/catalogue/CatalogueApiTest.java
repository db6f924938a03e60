package org.ims.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ImsHttpTest
class CatalogueApiTest {

  @LocalServerPort private int port;

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
                + "\"rto\":\"PT1H\",\"rpo\":\"PT5M\"}");
    assertThat(mail.has("supplierTeam")).isFalse();
  }

  @Test
  void aFilterThatDoesNotExistIsRefused() {
    Api.Answer answer = Api.as("reporter", port).get("/api/services?team=commerce");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("team");
    assertThat(answer.json().at("/errors/0/rule").asText()).isEqualTo("unknown");
  }
}
