package org.ims.documentation.retention;

import java.util.Locale;

/** Why personal data is erased, as the journal may say for ever. */
enum Ground {
  /** Article 17 (1) a of the GDPR, as the next ones: b, c, d and e. */
  NO_LONGER_NEEDED,
  CONSENT_WITHDRAWN,
  OBJECTION,
  UNLAWFUL,
  LEGAL_OBLIGATION,
  /** The review after some months found that it is not needed any more. */
  REVIEWED,
  /** The record is kept no longer. */
  RETENTION_OVER;

  /** As the API and the journal write it. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
