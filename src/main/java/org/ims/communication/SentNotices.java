package org.ims.communication;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ims.incident.SentMessages;
import org.springframework.stereotype.Component;

/** Knows notices again by the name that {@link MailMessages} gives them. */
@Component
class SentNotices implements SentMessages {

  private static final Pattern OURS =
      Pattern.compile("<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^<>\\s]+>");

  private final Outbox outbox;

  SentNotices(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public Optional<String> incidentOf(String messageId) {
    Matcher ours = OURS.matcher(messageId);
    return ours.matches() ? outbox.incidentOf(UUID.fromString(ours.group(1))) : Optional.empty();
  }
}
