package org.ims.reporting.evidence;

import java.time.Instant;

/**
 * One file that belongs to an incident.
 *
 * @param fileName without folders and characters that deceive
 * @param mediaType found in the content, whatever its name says
 * @param size in bytes
 * @param sha256 of the content
 * @param putBy the login, or the address of a stranger
 * @param receivedMail the mail that it came with, or null
 */
public record Evidence(
    long id,
    String incidentNumber,
    String fileName,
    String mediaType,
    long size,
    byte[] sha256,
    String putBy,
    Instant putAt,
    Long receivedMail) {}
