package org.ims.communication;

/**
 * A notice as a mail.
 *
 * @param key names the message; a repeat carries the same Message-ID
 * @param subject one line
 * @param text the plain text
 * @param html the same for whoever reads HTML, or null
 * @param invitation an iCalendar object (RFC 5545), or null
 */
record Mail(
    String key, String address, String subject, String text, String html, String invitation) {}
