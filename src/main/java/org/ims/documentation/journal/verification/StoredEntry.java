package org.ims.documentation.journal.verification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import org.ims.engine.Sha256;

/**
 * An entry of the journal as it is stored.
 *
 * @param chain the number of an incident, or {@link #ORGANISATION}
 * @param seq its place in the chain, from 1
 * @param recorded when it was written, by the database's clock, to the microsecond
 * @param body what happened, as canonical JSON
 * @param previous the hash of the entry before it in the chain; zeros for the first
 * @param hash its own
 */
public record StoredEntry(
    String chain, long seq, Instant recorded, String body, byte[] previous, byte[] hash) {

  /** The chain of what belongs to no incident. */
  public static final String ORGANISATION = "organisation";

  /** What the first entry of a chain follows. */
  static final byte[] NOTHING = new byte[32];

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  /**
   * SHA-256 of the canonical JSON of body, chain, previous, recorded and seq; the database's
   * function {@code journal_append} writes the same.
   */
  byte[] expectedHash() {
    return Sha256.of(
        ("{\"body\":" + body + ",\"chain\":\"" + chain + "\",\"previous\":\"" + hex(previous))
            + ("\",\"recorded\":\"" + time(recorded) + "\",\"seq\":" + seq + "}"));
  }

  /** A time as the journal writes it: UTC, with six digits behind the second. */
  public static String time(Instant moment) {
    return MICROSECONDS.format(moment);
  }

  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredEntry that
        && chain.equals(that.chain)
        && seq == that.seq
        && recorded.equals(that.recorded)
        && body.equals(that.body)
        && Arrays.equals(previous, that.previous)
        && Arrays.equals(hash, that.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }

  @Override
  public String toString() {
    return chain + "#" + seq;
  }
}
