package org.ims.reporting.evidence;

import java.time.Instant;

/**
 * One file that belongs to an incident.
 *
 * @param fileName without folders and characters that deceive
 * @param description what it shows, in the words of whoever added it, or null
 * @param mediaType found in the content, whatever its name says
 * @param size in bytes
 * @param sha256 of the content
 * @param putBy the login, or the address of a stranger
 * @param receivedMail the mail that it came with, or null
 * @param removal who took the content away, or null
 */
public record Evidence(
    long id,
    String incidentNumber,
    String fileName,
    String description,
    String mediaType,
    long size,
    byte[] sha256,
    String putBy,
    Instant putAt,
    Long receivedMail,
    Removal removal) {

  /** The content was taken away; everything else stays. */
  record Removal(Instant at, String by, String because) {}

  boolean isRemoved() {
    return removal != null;
  }
}
