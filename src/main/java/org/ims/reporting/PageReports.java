package org.ims.reporting;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.ims.engine.Sha256;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes reports from the page, each once, and lets those who made them follow them. */
@Service
class PageReports {

  private static final int TOKEN_BYTES = 24;
  private static final int MOST_SHOWN = 100;

  /** All forms count as one caller; their keys are random. */
  private static final String CALLER = "report-page";

  /** The form was sent before, and is sent again with other words. */
  static class OtherWordsException extends RuntimeException {}

  /** One of a person's own reports. */
  record Own(String number, String title, IncidentState state) {

    /** Where it stands, in the words that a person outside knows. */
    public ReportPage.Stage stage() {
      return ReportPage.Stage.of(state);
    }
  }

  private final IncidentReports reports;
  private final IdempotencyKeys keys;
  private final Incidents incidents;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  PageReports(
      IncidentReports reports,
      IdempotencyKeys keys,
      Incidents incidents,
      JdbcClient jdbc,
      Clock clock) {
    this.reports = reports;
    this.keys = keys;
    this.incidents = incidents;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Unguessable, for a form or a link. */
  String newToken() {
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * Stores the report and starts the life of its incident, or finds that the same form was sent
   * before. The form's key is also what its link is made of, so that a repeat leads to the same
   * page.
   *
   * @return the token of the link
   * @throws OtherWordsException when it was sent before with other words, which nobody may lose
   */
  @Transactional
  String accept(ReportForm form, String reporter) {
    byte[] hash = Sha256.of(form.toString());
    if (keys.claim(CALLER, form.key(), hash)) {
      Incident incident = reports.report(form.read(reporter));
      keys.answered(CALLER, form.key(), incident.number(), incident.state());
      jdbc.sql(
              """
              insert into report_follow (token_hash, incident_number, created_at)
              values (:hash, :number, :at)
              """)
          .param("hash", Sha256.of(form.key()))
          .param("number", incident.number())
          .param("at", Timestamp.from(clock.instant()))
          .update();
    } else if (!MessageDigest.isEqual(
        hash, keys.find(CALLER, form.key()).orElseThrow().requestHash())) {
      throw new OtherWordsException();
    }
    return form.key();
  }

  /** The incident to which a link leads. */
  @Transactional(readOnly = true)
  Optional<Incident> follow(String token) {
    return jdbc.sql("select incident_number from report_follow where token_hash = :hash")
        .param("hash", Sha256.of(token))
        .query(String.class)
        .optional()
        .map(incidents::get);
  }

  /** The latest reports of a person, the newest first. */
  List<Own> of(String reporter) {
    return jdbc.sql(
            """
            select number, title, state from incident where reporter = :reporter
            order by recorded_at desc limit :most
            """)
        .param("reporter", reporter)
        .param("most", MOST_SHOWN)
        .query(
            (row, index) ->
                new Own(
                    row.getString("number"),
                    row.getString("title"),
                    IncidentState.valueOf(row.getString("state"))))
        .list();
  }
}
