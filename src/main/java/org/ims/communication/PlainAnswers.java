package org.ims.communication;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.ims.engine.MailAnswers;
import org.ims.engine.People;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends mails about no incident the way that notices go; whoever asks repeats what failed. */
@Component
class PlainAnswers implements MailAnswers {

  private static final Logger log = LoggerFactory.getLogger(PlainAnswers.class);

  private final NoticeTemplates templates;
  private final CommunicationSettings settings;
  private final People people;
  private final MailTransport transport;

  PlainAnswers(
      NoticeTemplates templates,
      CommunicationSettings settings,
      People people,
      MailTransport transport) {
    this.templates = templates;
    this.settings = settings;
    this.people = people;
    this.transport = transport;
  }

  @Override
  public Attempt answer(String key, String address, String template, Map<String, Object> facts) {
    Locale wanted =
        people
            .findByMail(address)
            .flatMap(person -> people.language(person.login()))
            .map(Locale::forLanguageTag)
            .orElseGet(settings::locale);
    Locale language = templates.languageOf(template, wanted);
    Map<String, Object> all = new HashMap<>(facts);
    all.put("time", NoticeTime.in(language));
    NoticeTemplates.Text text = templates.render(template, all, language);
    try {
      transport.send(new Mail(key, address, text.subject(), text.body(), null, null));
      return Attempt.SENT;
    } catch (NotDeliveredException e) {
      log.warn("Answer {} was not taken: {}", key, e.getMessage());
      return e.isForGood() ? Attempt.NEVER : Attempt.LATER;
    }
  }
}
