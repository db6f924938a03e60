package org.ims.communication;

import org.ims.engine.Letters;

/**
 * A notice as a mail.
 *
 * @param key names the message; a repeat carries the same Message-ID
 * @param subject one line
 * @param text the plain text
 * @param html the same for whoever reads HTML, or null
 * @param invitation an iCalendar object (RFC 5545), or null
 * @param file goes with it as an attachment, or null
 */
record Mail(
    String key,
    String address,
    String subject,
    String text,
    String html,
    String invitation,
    Letters.File file) {

  Mail(String key, String address, String subject, String text, String html, String invitation) {
    this(key, address, subject, text, html, invitation, null);
  }
}
