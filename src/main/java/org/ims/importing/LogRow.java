package org.ims.importing;

import java.time.Instant;
import java.util.Map;
import org.ims.incident.Priority;

/**
 * One update of one incident. Every value but line, number and state is null when it is unknown.
 *
 * @param line of the file, on which the row begins
 * @param impact 1 (high) to 3 (low), as urgency
 * @param priority the recorded one, "1 - Critical" being P1
 * @param texts the values as they stand in the file
 */
record LogRow(
    long line,
    String number,
    LogState state,
    Instant openedAt,
    Instant updatedAt,
    Instant resolvedAt,
    Instant closedAt,
    Integer impact,
    Integer urgency,
    Priority priority,
    Map<Column, String> texts) {

  String text(Column column) {
    return texts.get(column);
  }
}
