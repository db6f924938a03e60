package org.ims.communication.updates;

import java.util.Map;
import org.ims.communication.NoticeFacts;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

/** Gives the templates of updates what was written. */
@Component
class UpdateNoticeFacts implements NoticeFacts {

  private final StakeholderUpdates updates;

  UpdateNoticeFacts(StakeholderUpdates updates) {
    this.updates = updates;
  }

  @Override
  public Map<String, Object> of(String kind, int round) {
    if (!kind.startsWith(Updates.NOTICE)) {
      return Map.of();
    }
    return updates
        .findById((long) round)
        .filter(update -> kind.equals(Updates.NOTICE + update.audience()))
        .<Map<String, Object>>map(
            update ->
                Map.of(
                    "text", update.text(),
                    "status", SubmittedForm.key(update.status()),
                    "next", update.nextUpdateAt() == null ? "" : update.nextUpdateAt()))
        .orElse(Map.of());
  }
}
