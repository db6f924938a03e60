package org.ims.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.reporting.ReportPageTest.FORM;
import static org.ims.reporting.ReportPageTest.filledIn;
import static org.ims.reporting.ReportPageTest.path;

import java.time.Instant;
import org.ims.engine.EngineClock;
import org.ims.testing.Browsing;
import org.ims.testing.Browsing.Visit;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The page where it is open to everybody. */
@ImsHttpTest
@TestPropertySource(properties = {"ims.report.open=true", "ims.report.per-address=3"})
@DirtiesContext
class OpenReportPageTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @LocalServerPort private int port;
  @Autowired private EngineClock clock;
  @Autowired private JdbcClient jdbc;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @Test
  void anybodyReportsAndFollowsButMachinesAndFloodsAreStopped() {
    Visit sent = send(Browsing.anonymous(port), 3);
    assertThat(sent.location()).contains("/report/follow/");
    Visit followed = Browsing.anonymous(port).get(path(sent));
    assertThat(followed.status()).isEqualTo(200);
    assertThat(followed.page().select("h1").text()).startsWith("INC-");
    assertThat(
            jdbc.sql("select reporter from incident where number = :number")
                .param("number", followed.page().select("h1").text())
                .query(String.class)
                .single())
        .isEqualTo("public");

    long before = incidents();
    assertThat(send(Browsing.anonymous(port), 2).location())
        .as("too fast for a person, and not told so")
        .endsWith("/report/thanks");
    assertThat(send(Browsing.anonymous(port), 60, "website", "http://spam.example").location())
        .endsWith("/report/thanks");
    assertThat(Browsing.anonymous(port).get("/report/thanks").status()).isEqualTo(200);
    assertThat(incidents()).isEqualTo(before);

    send(Browsing.anonymous(port), 60);
    send(Browsing.anonymous(port), 60);
    Visit fourth = send(Browsing.anonymous(port), 60);
    assertThat(fourth.status()).isEqualTo(429);
    assertThat(fourth.header("Retry-After")).isEqualTo("3600");
    assertThat(incidents()).isEqualTo(before + 2);

    assertThat(Browsing.anonymous(port).get("/report/mine").location()).endsWith("/login");
    assertThat(Browsing.anonymous(port).get("/messages").location()).endsWith("/login");
  }

  private Visit send(Browsing stranger, int seconds, String... more) {
    clock.stopAt(MONDAY);
    Visit form = stranger.get("/report");
    clock.stopAt(MONDAY.plusSeconds(seconds));
    return stranger.submit(form, FORM, filledIn(more));
  }

  private long incidents() {
    return jdbc.sql("select count(*) from incident").query(Long.class).single();
  }
}
