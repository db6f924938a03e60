package org.ims.review;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The meeting that reviews an incident.
 *
 * @param length how long people are asked to keep free, between a minute and a day
 * @param invited groups that are invited besides the commander and the responder
 */
@ConfigurationProperties("ims.review.meeting")
record MeetingSettings(Duration length, List<String> invited) {

  MeetingSettings {
    invited = invited == null ? List.of() : List.copyOf(invited);
    if (length == null || length.toMinutes() < 1 || length.toDays() > 1) {
      throw new IllegalArgumentException(
          "ims.review.meeting.length must be a duration between PT1M and P1D.");
    }
  }
}
