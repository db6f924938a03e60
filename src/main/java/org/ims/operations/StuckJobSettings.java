package org.ims.operations;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What people are told of stuck jobs.
 *
 * @param tell groups, logins and mail addresses that are told
 * @param causes the first that fits says what to do; the last one fits everything
 */
@ConfigurationProperties("ims.stuck-jobs")
record StuckJobSettings(List<String> tell, List<Cause> causes) {

  /**
   * @param kind its name in few words
   * @param said a regular expression, of which a part of what the failure said must be an example
   * @param advice what to do about it
   */
  record Cause(String kind, Pattern said, String advice) {

    Cause {
      if (kind == null || kind.isBlank() || said == null || advice == null || advice.isBlank()) {
        throw new IllegalArgumentException(
            "Each of ims.stuck-jobs.causes must have a kind, what was said, and an advice.");
      }
    }
  }

  StuckJobSettings {
    tell = tell == null ? List.of() : List.copyOf(tell);
    causes = causes == null ? List.of() : List.copyOf(causes);
    if (causes.isEmpty() || !causes.get(causes.size() - 1).said().matcher("").find()) {
      throw new IllegalArgumentException(
          "The last one of ims.stuck-jobs.causes must fit whatever was said.");
    }
  }

  /**
   * @param failure what the failure said, or null
   */
  Cause cause(String failure) {
    String text = failure == null ? "" : failure;
    return causes.stream()
        .filter(cause -> cause.said().matcher(text).find())
        .findFirst()
        .orElseThrow();
  }
}
