package org.ims.communication.updates;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who is alarmed when an audience waits.
 *
 * @param firstAlarm the groups that are told first
 * @param secondAlarm the groups that are told when it still was not written
 * @param unapproved the groups that are told, besides the approvers, when nobody approves
 */
@ConfigurationProperties("ims.updates")
record UpdatesSettings(
    List<String> firstAlarm, List<String> secondAlarm, List<String> unapproved) {}
