package org.ims.catalogue;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The tables of the catalogue. By SQL, because all of it is read at once and a change is written
 * together with its record.
 */
@Component
class CatalogueStore {

  /** Any number, as long as only this uses it. */
  private static final long LOCK = 7_240_003L;

  private final JdbcClient jdbc;
  private final Clock clock;

  CatalogueStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Lets those who change the catalogue follow one another, until the end of the transaction: two
   * edits of two services could together make a circle that none of them sees.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query().listOfRows();
  }

  /** Every service by key, in the order of the names. */
  Map<String, CatalogueEntry> all() {
    return read("true", Map.of());
  }

  Optional<CatalogueEntry> find(String key) {
    return Optional.ofNullable(read("key = :key", Map.of("key", key)).get(key));
  }

  private Map<String, CatalogueEntry> read(String which, Map<String, ?> parameters) {
    String keys = "service_key in (select key from service where " + which + ")";
    Map<String, List<ContractDeadline>> deadlines = new LinkedHashMap<>();
    jdbc.sql(
            "select * from service_contract_deadline where "
                + keys
                + " order by service_key, position")
        .params(parameters)
        .query(
            row -> {
              deadlines
                  .computeIfAbsent(row.getString("service_key"), any -> new ArrayList<>())
                  .add(
                      new ContractDeadline(
                          row.getString("contract"),
                          row.getString("recipient"),
                          Duration.ofMinutes(row.getInt("within_minutes"))));
            });
    Map<String, List<String>> dependencies = new LinkedHashMap<>();
    jdbc.sql("select * from service_dependency where " + keys + " order by service_key, depends_on")
        .params(parameters)
        .query(
            row -> {
              dependencies
                  .computeIfAbsent(row.getString("service_key"), any -> new ArrayList<>())
                  .add(row.getString("depends_on"));
            });
    Map<String, CatalogueEntry> entries = new LinkedHashMap<>();
    jdbc.sql("select * from service where " + which + " order by name, key")
        .params(parameters)
        .query(
            row -> {
              String key = row.getString("key");
              entries.put(
                  key,
                  new CatalogueEntry(
                      key,
                      row.getString("name"),
                      row.getString("owner_team"),
                      row.getString("supplier_team"),
                      row.getBoolean("critical_function"),
                      Duration.ofMinutes(row.getInt("rto_minutes")),
                      Duration.ofMinutes(row.getInt("rpo_minutes")),
                      deadlines.getOrDefault(key, List.of()),
                      dependencies.getOrDefault(key, List.of()),
                      row.getBoolean("status_public"),
                      row.getBoolean("active"),
                      row.getInt("version")));
            });
    return entries;
  }

  /**
   * Stores services that differ from what is there, and who changed what.
   *
   * @param wanted services that fit to each other and to the rest
   * @param present the catalogue as it is, under {@link #lock()}
   * @param by a login, or null where no person does it
   * @return what was new, changed, retired, or the same already
   */
  @Transactional(propagation = Propagation.MANDATORY)
  CatalogueResult save(
      Collection<CatalogueEntry> wanted,
      Map<String, CatalogueEntry> present,
      CatalogueChange.Origin origin,
      String by) {
    // In one order, so that two of them do not deadlock with what else touches the rows.
    List<CatalogueEntry> changed =
        wanted.stream()
            .filter(entry -> !isSame(entry, present.get(entry.key())))
            .sorted(Comparator.comparing(CatalogueEntry::key))
            .toList();
    changed.forEach(entry -> write(entry, present.get(entry.key())));
    Instant now = clock.instant();
    // After all of them, because they refer to each other.
    for (CatalogueEntry entry : changed) {
      writeParts(entry);
      record(entry, present.get(entry.key()), origin, by, now);
    }
    return CatalogueResult.of(wanted, present);
  }

  static boolean isSame(CatalogueEntry wanted, CatalogueEntry present) {
    return present != null && wanted.values().equals(present.values());
  }

  private void write(CatalogueEntry entry, CatalogueEntry present) {
    String sql =
        present == null
            ? """
              insert into service (key, name, owner_team, supplier_team, critical_function,
                                   rto_minutes, rpo_minutes, status_public, active, version)
              values (:key, :name, :ownerTeam, :supplierTeam, :criticalFunction,
                      :rto, :rpo, :statusPublic, :active, 1)
              """
            : """
              update service
              set name = :name, owner_team = :ownerTeam, supplier_team = :supplierTeam,
                  critical_function = :criticalFunction, rto_minutes = :rto, rpo_minutes = :rpo,
                  status_public = :statusPublic, active = :active, version = version + 1
              where key = :key
              """;
    jdbc.sql(sql)
        .param("key", entry.key())
        .param("name", entry.name())
        .param("ownerTeam", entry.ownerTeam())
        .param("supplierTeam", entry.supplierTeam())
        .param("criticalFunction", entry.criticalFunction())
        .param("rto", entry.rto().toMinutes())
        .param("rpo", entry.rpo().toMinutes())
        .param("statusPublic", entry.statusPublic())
        .param("active", entry.active())
        .update();
  }

  private void writeParts(CatalogueEntry entry) {
    jdbc.sql("delete from service_contract_deadline where service_key = :key")
        .param("key", entry.key())
        .update();
    for (int position = 0; position < entry.contractDeadlines().size(); position++) {
      ContractDeadline deadline = entry.contractDeadlines().get(position);
      jdbc.sql(
              """
              insert into service_contract_deadline
                  (service_key, position, contract, recipient, within_minutes)
              values (:key, :position, :contract, :recipient, :within)
              """)
          .param("key", entry.key())
          .param("position", position)
          .param("contract", deadline.contract())
          .param("recipient", deadline.recipient())
          .param("within", deadline.within().toMinutes())
          .update();
    }
    jdbc.sql("delete from service_dependency where service_key = :key")
        .param("key", entry.key())
        .update();
    for (String other : entry.dependsOn()) {
      jdbc.sql("insert into service_dependency (service_key, depends_on) values (:key, :other)")
          .param("key", entry.key())
          .param("other", other)
          .update();
    }
  }

  /**
   * Keeps what an incident of another system added, with the true time: the clock follows the log
   * of that system meanwhile.
   *
   * @param entry of version 1
   */
  void recordMigration(CatalogueEntry entry) {
    record(entry, null, CatalogueChange.Origin.MIGRATION, null, Instant.now());
  }

  private void record(
      CatalogueEntry entry,
      CatalogueEntry present,
      CatalogueChange.Origin origin,
      String by,
      Instant at) {
    Map<String, String> before = present == null ? Map.of() : present.values();
    int version = present == null ? 1 : present.version() + 1;
    entry
        .values()
        .forEach(
            (field, after) -> {
              if (!after.equals(before.getOrDefault(field, ""))) {
                jdbc.sql(
                        """
                        insert into catalogue_change (service_key, version, changed_at, changed_by,
                            origin, field, old_value, new_value)
                        values (:key, :version, :at, :by, :origin, :field, :before, :after)
                        """)
                    .param("key", entry.key())
                    .param("version", version)
                    .param("at", Timestamp.from(at))
                    .param("by", by)
                    .param("origin", origin.name())
                    .param("field", field)
                    .param("before", before.get(field))
                    .param("after", after)
                    .update();
              }
            });
  }

  /** What was changed in a service, the newest first. */
  List<CatalogueChange> changes(String key) {
    return jdbc.sql(
            """
            select * from catalogue_change where service_key = :key
            order by version desc, id
            """)
        .param("key", key)
        .query(
            (row, index) ->
                new CatalogueChange(
                    row.getInt("version"),
                    row.getTimestamp("changed_at").toInstant(),
                    row.getString("changed_by"),
                    CatalogueChange.Origin.valueOf(row.getString("origin")),
                    row.getString("field"),
                    row.getString("old_value"),
                    row.getString("new_value")))
        .list();
  }
}
