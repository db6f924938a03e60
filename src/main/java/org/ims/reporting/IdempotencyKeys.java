package org.ims.reporting;

import java.util.Optional;
import org.ims.incident.IncidentState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The keys under which callers sent their reports. They never expire: a client that comes back from
 * a long outage is still told what became of its report.
 */
@Component
class IdempotencyKeys {

  /**
   * @param number of the incident that the first request created
   * @param state of the incident in the first answer
   */
  record FirstAnswer(byte[] requestHash, String number, IncidentState state) {}

  private final JdbcClient jdbc;

  IdempotencyKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Takes the key for the current transaction. Must be its first statement: a copy of the request
   * then waits here, before it has read or written anything, until the first one has committed or
   * rolled back.
   *
   * @return false when an earlier request has it
   */
  boolean claim(String caller, String key, byte[] requestHash) {
    return jdbc.sql(
                """
                insert into idempotency_key (caller, key, request_hash)
                values (:caller, :key, :hash)
                on conflict do nothing
                """)
            .param("caller", caller)
            .param("key", key)
            .param("hash", requestHash)
            .update()
        == 1;
  }

  /** Remembers the answer to the request that took the key. */
  void answered(String caller, String key, String number, IncidentState state) {
    jdbc.sql(
            """
            update idempotency_key set number = :number, state = :state
            where caller = :caller and key = :key
            """)
        .param("caller", caller)
        .param("key", key)
        .param("number", number)
        .param("state", state.name())
        .update();
  }

  /** What the earlier request with this key was told. */
  Optional<FirstAnswer> find(String caller, String key) {
    return jdbc.sql(
            """
            select request_hash, number, state from idempotency_key
            where caller = :caller and key = :key
            """)
        .param("caller", caller)
        .param("key", key)
        .query(
            (row, index) ->
                new FirstAnswer(
                    row.getBytes("request_hash"),
                    row.getString("number"),
                    IncidentState.valueOf(row.getString("state"))))
        .optional();
  }
}
