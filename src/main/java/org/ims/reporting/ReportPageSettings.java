package org.ims.reporting;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may report on the page, and how often.
 *
 * @param open whether anybody may, without a login
 * @param reporter the reporter of an incident that somebody reported without a login
 * @param perAddress how many reports without a login are taken from one address within the window
 * @param overall how many are taken from all addresses together
 * @param window the time in which they are counted
 * @param soonest how long a person needs at least to fill in the form; faster ones are machines
 */
@ConfigurationProperties("ims.report")
record ReportPageSettings(
    boolean open,
    String reporter,
    int perAddress,
    int overall,
    Duration window,
    Duration soonest) {}
