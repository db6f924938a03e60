package org.ims.documentation.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.with;

import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.ims.testing.Journey.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who gets a dossier, and that each one is on record. */
@ImsHttpTest
class DossierApiTest {

  @LocalServerPort private int port;
  @Autowired private Journey journey;
  @Autowired private JdbcClient jdbc;

  private String number;

  @BeforeEach
  void report() {
    number = journey.toTriage(Kind.MINOR);
  }

  private Api.Answer ask(String login, String ending) {
    return Api.as(login, port).get("/api/incidents/%s/dossier.%s".formatted(number, ending));
  }

  private long made() {
    return jdbc.sql("select count(*) from journal_entry where chain = ? and kind = 'export-made'")
        .param(number)
        .query(Long.class)
        .single();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auditor",
        "incident-manager",
        "major-incident-manager",
        "dpo",
        "legal",
        "regulatory-officer",
        "admin"
      })
  void thoseWhoAnswerForItGetIt(String login) {
    Api.Answer pdf = ask(login, "pdf");

    assertThat(pdf.status()).isEqualTo(200);
    assertThat(pdf.header("Content-Type")).startsWith("application/pdf");
    assertThat(pdf.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"%s-dossier.pdf\"".formatted(number));
    assertThat(pdf.text()).startsWith("%PDF");
    assertThat(made()).isEqualTo(1);
  }

  @Test
  void theFileIsAZipAndOnRecordToo() {
    Api.Answer zip = ask("auditor", "zip");

    assertThat(zip.status()).isEqualTo(200);
    assertThat(zip.header("Content-Type")).startsWith("application/zip");
    assertThat(zip.header("Content-Disposition")).contains(number + "-dossier.zip");
    assertThat(zip.text()).startsWith("PK").contains("manifest.sig.json");
    assertThat(
            jdbc.sql("select body from journal_entry where chain = ? and kind = 'export-made'")
                .param(number)
                .query(String.class)
                .single())
        .contains("\"what\":\"dossier\"", "\"as\":\"zip\"", "\"actor\":\"auditor\"");
  }

  @Test
  void nobodyElseGetsIt() {
    assertThat(ask("responder", "pdf").status()).isEqualTo(403);
    assertThat(ask("service-desk", "zip").status()).isEqualTo(403);
    assertThat(ask("process-owner", "zip").status()).isEqualTo(403);
    assertThat(ask("reporter", "pdf").status()).isEqualTo(404);
    assertThat(made()).isZero();
    assertThat(Api.as("auditor", port).get("/api/incidents/INC-2020-000001/dossier.zip").status())
        .isEqualTo(404);
  }

  @Test
  void aRestrictedIncidentDoesNotExistForThoseWhoDoNotSeeIt() {
    number = journey.toTriage(with(journey.report(Kind.MINOR), "title", "Restricted"));
    jdbc.sql("update incident set restricted = true where number = ?").param(number).update();

    assertThat(ask("legal", "pdf").status()).isEqualTo(404);
    assertThat(ask("regulatory-officer", "zip").status()).isEqualTo(404);
    assertThat(ask("dpo", "pdf").status()).isEqualTo(200);
  }
}
