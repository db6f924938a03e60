package org.ims.documentation.reports;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the reports of months, and to whom they are owed. */
@Repository
class ReportStore {

  private static final int MOST = 120;

  /**
   * @param sha256 of the document, in hexadecimal
   */
  record Made(YearMonth month, Instant compiledAt, String sha256) {}

  /**
   * @param attempts how often it was tried before
   */
  record Delivery(long id, YearMonth month, String address, int attempts) {}

  private final JdbcClient jdbc;

  ReportStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<YearMonth> newest() {
    return jdbc.sql("select max(month) from report_document")
        .query((row, at) -> Optional.ofNullable(row.getString(1)).map(YearMonth::parse))
        .single();
  }

  List<Made> made() {
    return jdbc.sql(
            "select month, compiled_at, sha256 from report_document order by month desc limit ?")
        .param(MOST)
        .query(
            (row, at) ->
                new Made(
                    YearMonth.parse(row.getString(1)),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    row.getString(3)))
        .list();
  }

  Optional<byte[]> content(YearMonth month) {
    return jdbc.sql("select content from report_document where month = ?")
        .param(month.toString())
        .query(byte[].class)
        .optional();
  }

  void keep(YearMonth month, Instant at, byte[] content, String sha256) {
    jdbc.sql(
            "insert into report_document (month, compiled_at, content, sha256) values (?, ?, ?, ?)")
        .params(month.toString(), time(at), content, sha256)
        .update();
  }

  /** To this address too, once. */
  void owe(YearMonth month, String address) {
    jdbc.sql(
            "insert into report_delivery (month, address, state) values (?, ?, 'PENDING')"
                + " on conflict do nothing")
        .params(month.toString(), address)
        .update();
  }

  /** The next one that was not tried after so many pauses. */
  Optional<Delivery> next(int round) {
    return jdbc.sql(
            "select id, month, address, attempts from report_delivery"
                + " where state = 'PENDING' and attempts <= ? order by month, id limit 1 for update")
        .param(round)
        .query(
            (row, at) ->
                new Delivery(
                    row.getLong(1),
                    YearMonth.parse(row.getString(2)),
                    row.getString(3),
                    row.getInt(4)))
        .optional();
  }

  boolean isAnythingOwed() {
    return jdbc.sql("select exists (select 1 from report_delivery where state = 'PENDING')")
        .query(Boolean.class)
        .single();
  }

  void sent(long id, Instant at) {
    jdbc.sql(
            "update report_delivery set state = 'SENT', attempts = attempts + 1, sent_at = ?"
                + " where id = ?")
        .params(time(at), id)
        .update();
  }

  /**
   * @param over whether it is not tried again
   */
  void failed(long id, String because, boolean over) {
    jdbc.sql(
            "update report_delivery set state = ?, attempts = attempts + 1, last_error = ?"
                + " where id = ?")
        .params(over ? "UNDELIVERED" : "PENDING", because, id)
        .update();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
