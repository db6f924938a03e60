package org.ims.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A meeting about an incident, to which people are invited.
 *
 * @param name which meeting of the incident it is, as {@code review}; there is one of each name
 * @param sequence counts from 0 how often its date was set, moved or cancelled
 * @param zone in which people think of it
 * @param cancelled whether it does not take place
 * @param invited logins of who is invited
 * @param setAt when its date was set, moved or cancelled
 */
public record Meeting(
    String name,
    int sequence,
    Instant start,
    Duration length,
    ZoneId zone,
    boolean cancelled,
    List<String> invited,
    Instant setAt) {}
