package org.ims.communication;

import java.util.Map;
import org.ims.engine.MailAnswers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends answers about no incident the way that notices go; whoever asks repeats what failed. */
@Component
class PlainAnswers implements MailAnswers {

  private static final Logger log = LoggerFactory.getLogger(PlainAnswers.class);

  private final NoticeTemplates templates;
  private final CommunicationSettings settings;
  private final MailTransport transport;

  PlainAnswers(NoticeTemplates templates, CommunicationSettings settings, MailTransport transport) {
    this.templates = templates;
    this.settings = settings;
    this.transport = transport;
  }

  @Override
  public Attempt answer(String key, String address, String template, Map<String, Object> facts) {
    NoticeTemplates.Text text = templates.render(template, facts, settings.locale());
    try {
      transport.send(new Mail(key, address, text.subject(), text.body(), null, null));
      return Attempt.SENT;
    } catch (NotDeliveredException e) {
      log.warn("Answer {} was not taken: {}", key, e.getMessage());
      return e.isForGood() ? Attempt.NEVER : Attempt.LATER;
    }
  }
}
