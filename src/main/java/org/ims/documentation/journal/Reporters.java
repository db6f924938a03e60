package org.ims.documentation.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who reported which incident; never changes, so a few thousand are remembered. */
@Component
class Reporters {

  private static final int REMEMBERED = 5_000;

  private final JdbcClient jdbc;

  private final Map<String, String> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  Reporters(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean isReporter(String number, String actor) {
    return actor.equals(of(number));
  }

  private String of(String number) {
    synchronized (known) {
      String reporter = known.get(number);
      if (reporter != null) {
        return reporter;
      }
    }
    String reporter =
        jdbc.sql("select reporter from incident where number = ?")
            .param(number)
            .query(String.class)
            .optional()
            .orElse(null);
    if (reporter != null) {
      synchronized (known) {
        known.put(number, reporter);
      }
    }
    return reporter;
  }
}
