package org.ims.communication;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who is told of drills.
 *
 * @param recipients mail addresses; empty for nobody
 */
@ConfigurationProperties("ims.drill")
record DrillSettings(List<String> recipients) {

  DrillSettings {
    recipients = recipients == null ? List.of() : List.copyOf(recipients);
  }
}
