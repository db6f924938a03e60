package org.ims.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tokens as they lie in the database. */
@Component
class ApiTokenStore {

  private static final String COLUMNS =
      "t.id, t.owner, t.name, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.revoked_at";

  private final JdbcClient jdbc;

  ApiTokenStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  long add(
      String owner,
      String name,
      List<String> scopes,
      byte[] digest,
      Instant createdAt,
      Instant expiresAt) {
    return jdbc.sql(
            """
            insert into api_token (owner, name, scopes, digest, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?) returning id
            """)
        .params(
            owner,
            name,
            String.join(" ", scopes),
            digest,
            Timestamp.from(createdAt),
            Timestamp.from(expiresAt))
        .query(Long.class)
        .single();
  }

  /**
   * The token of this hash, unless its owner is gone or locked, or came by single sign-on and the
   * provider has not vouched for them since then. The engine locks a user for some seconds after a
   * wrong password, which must not stop their machines; it counts here when only an administrator
   * can unlock them.
   */
  Optional<ApiToken> findUsable(byte[] digest, int attemptsThatLock, Instant vouchedForSince) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from api_token t join act_id_user u on u.id_ = t.owner"
                + " where t.digest = ? and coalesce(u.attempts_, 0) < ? and not exists (select from"
                + " oidc_user o where o.user_id = t.owner and o.last_visit < ?)")
        .params(digest, attemptsThatLock, Timestamp.from(vouchedForSince))
        .query(ApiTokenStore::token)
        .optional();
  }

  Optional<ApiToken> find(long id) {
    return jdbc.sql("select " + COLUMNS + " from api_token t where t.id = ?")
        .param(id)
        .query(ApiTokenStore::token)
        .optional();
  }

  /**
   * The newest first.
   *
   * @param owner null for those of all
   */
  List<ApiToken> list(String owner, int most) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from api_token t where cast(:owner as text) is null or t.owner = :owner"
                + " order by t.id desc limit :most")
        .param("owner", owner)
        .param("most", most)
        .query(ApiTokenStore::token)
        .list();
  }

  /** How many of them are still good. */
  int countGood(String owner, Instant now) {
    return jdbc.sql(
            "select count(*) from api_token where owner = ? and revoked_at is null and expires_at >"
                + " ?")
        .params(owner, Timestamp.from(now))
        .query(Integer.class)
        .single();
  }

  /** One after the other, so that two at once cannot exceed the number that one may have. */
  void lock(String owner) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('api-token'), hashtext(?))")
        .param(owner)
        .query()
        .listOfRows();
  }

  void revoke(long id, String by, Instant at) {
    jdbc.sql("update api_token set revoked_at = ?, revoked_by = ? where id = ?")
        .params(Timestamp.from(at), by, id)
        .update();
  }

  /** Writes no more than once an hour. */
  void used(long id, Instant hour) {
    jdbc.sql(
            "update api_token set last_used_at = :hour where id = :id and (last_used_at is null or"
                + " last_used_at < :hour)")
        .param("hour", Timestamp.from(hour))
        .param("id", id)
        .update();
  }

  private static ApiToken token(ResultSet row, int index) throws SQLException {
    String scopes = row.getString("scopes");
    return new ApiToken(
        row.getLong("id"),
        row.getString("owner"),
        row.getString("name"),
        scopes.isEmpty() ? List.of() : List.of(scopes.split(" ")),
        instant(row, "created_at"),
        instant(row, "expires_at"),
        instant(row, "last_used_at"),
        instant(row, "revoked_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
