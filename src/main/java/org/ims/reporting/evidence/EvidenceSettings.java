package org.ims.reporting.evidence;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How much evidence people may add. What comes by mail has limits of its own and counts here too.
 *
 * @param maxSize of one file
 * @param quota of all files of an incident that were not removed
 * @param maxFiles how many of them there may be
 */
@ConfigurationProperties("ims.evidence")
record EvidenceSettings(DataSize maxSize, DataSize quota, int maxFiles) {}
