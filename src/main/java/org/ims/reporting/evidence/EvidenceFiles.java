package org.ims.reporting.evidence;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.tika.Tika;
import org.ims.engine.Sha256;
import org.ims.incident.Journal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps files in the database, in chunks, so that none is ever in memory as a whole. */
@Component
public class EvidenceFiles {

  private static final int CHUNK = 256 * 1024;
  private static final int NAME = 255;

  private static final String UNKNOWN = "application/octet-stream";

  /** Longer file name extensions are none. */
  private static final int EXTENSION = 16;

  private final JdbcClient jdbc;
  private final Journal journal;
  private final Clock clock;
  private final Tika tika = new Tika();

  EvidenceFiles(JdbcClient jdbc, Journal journal, Clock clock) {
    this.jdbc = jdbc;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Keeps a file, in the caller's transaction.
   *
   * @param name as its sender calls it
   * @param receivedMail the mail that it came with, or null
   * @throws IOException when the content cannot be read to its end; the caller rolls back
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void put(
      String incidentNumber, String name, InputStream content, String by, Long receivedMail)
      throws IOException {
    put(incidentNumber, name, null, content, by, receivedMail);
  }

  /**
   * The same with a description, or null.
   *
   * @return its identifier
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public long put(
      String incidentNumber,
      String name,
      String description,
      InputStream content,
      String by,
      Long receivedMail)
      throws IOException {
    String fileName = safeName(name);
    MessageDigest sha256 = Sha256.digest();
    try (BufferedInputStream source =
        new BufferedInputStream(new DigestInputStream(content, sha256))) {
      String mediaType = mediaType(source, fileName);
      long id = insert(incidentNumber, fileName, description, mediaType, by, receivedMail);
      long size = 0;
      int position = 0;
      byte[] chunk = source.readNBytes(CHUNK);
      while (chunk.length > 0) {
        jdbc.sql("insert into evidence_chunk (evidence, position, content) values (?, ?, ?)")
            .params(id, position, chunk)
            .update();
        size += chunk.length;
        position++;
        chunk = source.readNBytes(CHUNK);
      }
      jdbc.sql("update evidence set size = ?, sha256 = ? where id = ?")
          .params(size, sha256.digest(), id)
          .update();
      Evidence kept = find(incidentNumber, id).orElseThrow();
      note(kept, Custody.Event.PUT, by, null);
      journal.record(
          EvidenceDesk.fact(kept, "evidence-added")
              .by(by)
              .with("receivedMail", receivedMail)
              .withPersonal("description", description));
      return id;
    }
  }

  /** Keeps in the chain of custody what somebody did, in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void note(Evidence evidence, Custody.Event event, String person, String reason) {
    jdbc.sql(
            "insert into evidence_custody (evidence, event, person, at, reason)"
                + " values (?, ?, ?, ?, ?)")
        .params(evidence.id(), event.name(), person, Timestamp.from(clock.instant()), reason)
        .update();
  }

  /** Destroys the content, in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void remove(Evidence evidence, String by, String because) {
    jdbc.sql("delete from evidence_chunk where evidence = ?").param(evidence.id()).update();
    jdbc.sql("update evidence set removed_at = ?, removed_by = ?, removed_because = ? where id = ?")
        .params(Timestamp.from(clock.instant()), by, because, evidence.id())
        .update();
    note(evidence, Custody.Event.REMOVED, by, because);
  }

  /** What was done with a file, in its order. */
  List<Custody> custody(Evidence evidence) {
    return jdbc.sql("select * from evidence_custody where evidence = ? order by id")
        .param(evidence.id())
        .query(
            (row, index) ->
                new Custody(
                    Custody.Event.valueOf(row.getString("event")),
                    row.getString("person"),
                    row.getTimestamp("at").toInstant(),
                    row.getString("reason")))
        .list();
  }

  /** How much an incident has that was not removed. */
  record Amount(int files, long bytes) {}

  Amount amount(String incidentNumber) {
    return jdbc.sql(
            "select count(*), coalesce(sum(size), 0) from evidence"
                + " where incident_number = ? and removed_at is null")
        .param(incidentNumber)
        .query((row, index) -> new Amount(row.getInt(1), row.getLong(2)))
        .single();
  }

  /**
   * What its beginning says; a name may tell more of that (which kind of archive) but nothing else.
   */
  private String mediaType(BufferedInputStream source, String fileName) throws IOException {
    String found = tika.detect(source);
    return found.equals(UNKNOWN) ? found : tika.detect(source, fileName);
  }

  private long insert(
      String incidentNumber,
      String fileName,
      String description,
      String mediaType,
      String by,
      Long receivedMail) {
    return jdbc.sql(
            """
            insert into evidence (incident_number, file_name, description, media_type, size, sha256,
                put_by, put_at, received_mail)
            values (:number, :name, :description, :type, 0, '', :by, :at, :mail) returning id
            """)
        .param("number", incidentNumber)
        .param("name", fileName)
        .param("description", description)
        .param("type", mediaType)
        .param("by", by)
        .param("at", Timestamp.from(clock.instant()))
        .param("mail", receivedMail)
        .query(Long.class)
        .single();
  }

  /** What belongs to an incident, in the order in which it came. */
  List<Evidence> of(String incidentNumber) {
    return jdbc.sql("select * from evidence where incident_number = ? order by id")
        .param(incidentNumber)
        .query(EvidenceFiles::evidence)
        .list();
  }

  /** One file of an incident. */
  Optional<Evidence> find(String incidentNumber, long id) {
    return jdbc.sql("select * from evidence where incident_number = ? and id = ?")
        .params(incidentNumber, id)
        .query(EvidenceFiles::evidence)
        .optional();
  }

  /**
   * Writes the content of a file. Each chunk is a query of its own, so that a slow reader holds no
   * connection to the database.
   */
  void write(Evidence evidence, OutputStream target) throws IOException {
    Optional<byte[]> chunk = chunk(evidence.id(), 0);
    for (int position = 1; chunk.isPresent(); position++) {
      target.write(chunk.get());
      chunk = chunk(evidence.id(), position);
    }
  }

  private Optional<byte[]> chunk(long evidence, int position) {
    return jdbc.sql("select content from evidence_chunk where evidence = ? and position = ?")
        .params(evidence, position)
        .query((row, index) -> row.getBytes(1))
        .optional();
  }

  /**
   * The last part of a path, without what could deceive whoever reads or saves it: control
   * characters, characters that turn the direction of writing, and those that file systems forbid.
   */
  static String safeName(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String safe =
        last.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}<>:\"|?*]", "_")
            .strip()
            .replaceAll("^\\.+", "_");
    if (safe.isEmpty()) {
      return "file";
    }
    if (safe.length() <= NAME) {
      return safe;
    }
    int dot = safe.lastIndexOf('.');
    String extension = safe.length() - dot <= EXTENSION ? safe.substring(dot) : "";
    return safe.substring(0, NAME - extension.length()) + extension;
  }

  private static Evidence evidence(ResultSet row, int index) throws SQLException {
    return new Evidence(
        row.getLong("id"),
        row.getString("incident_number"),
        row.getString("file_name"),
        row.getString("description"),
        row.getString("media_type"),
        row.getLong("size"),
        row.getBytes("sha256"),
        row.getString("put_by"),
        row.getTimestamp("put_at").toInstant(),
        row.getObject("received_mail", Long.class),
        removal(row));
  }

  private static Evidence.Removal removal(ResultSet row) throws SQLException {
    Timestamp at = row.getTimestamp("removed_at");
    return at == null
        ? null
        : new Evidence.Removal(
            at.toInstant(), row.getString("removed_by"), row.getString("removed_because"));
  }
}
