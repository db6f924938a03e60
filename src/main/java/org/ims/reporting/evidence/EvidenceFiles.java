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
  private final Clock clock;
  private final Tika tika = new Tika();

  EvidenceFiles(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
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
    String fileName = safeName(name);
    MessageDigest sha256 = Sha256.digest();
    try (BufferedInputStream source =
        new BufferedInputStream(new DigestInputStream(content, sha256))) {
      String mediaType = mediaType(source, fileName);
      long id = insert(incidentNumber, fileName, mediaType, by, receivedMail);
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
    }
  }

  /**
   * What its beginning says; a name may tell more of that (which kind of archive) but nothing else.
   */
  private String mediaType(BufferedInputStream source, String fileName) throws IOException {
    String found = tika.detect(source);
    return found.equals(UNKNOWN) ? found : tika.detect(source, fileName);
  }

  private long insert(
      String incidentNumber, String fileName, String mediaType, String by, Long receivedMail) {
    return jdbc.sql(
            """
            insert into evidence (incident_number, file_name, media_type, size, sha256, put_by,
                put_at, received_mail)
            values (:number, :name, :type, 0, '', :by, :at, :mail) returning id
            """)
        .param("number", incidentNumber)
        .param("name", fileName)
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
        row.getString("media_type"),
        row.getLong("size"),
        row.getBytes("sha256"),
        row.getString("put_by"),
        row.getTimestamp("put_at").toInstant(),
        row.getObject("received_mail", Long.class));
  }
}
