package org.ims.importing;

import java.util.List;

/**
 * The rows of one incident, in the order of the file.
 *
 * @param firstLine the line on which its first row begins
 * @param rowCount how many rows it has, the malformed ones among them
 * @param rows the well-formed ones
 * @param faults what is wrong with the others; an incident with a fault is not replayed
 */
record LoggedIncident(
    String number, long firstLine, long rowCount, List<LogRow> rows, List<RefusedRow> faults) {}
