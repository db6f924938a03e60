package org.ims.communication;

import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The texts of notices: files under {@code notices/}, whose first line is the subject and whose
 * rest, after an empty line, is the text.
 */
@Component
class NoticeTemplates {

  /**
   * @param subject one line
   * @param body plain text
   */
  record Text(String subject, String body) {}

  private final TextTemplates templates;

  NoticeTemplates(TextTemplates templates) {
    this.templates = templates;
  }

  Text render(String kind, Map<String, Object> facts) {
    String text = templates.text("notices/" + kind, facts);
    int endOfSubject = text.indexOf('\n');
    return new Text(text.substring(0, endOfSubject).strip(), text.substring(endOfSubject).strip());
  }
}
