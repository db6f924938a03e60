package org.ims.engine;

import java.util.regex.Pattern;

/** Tells mail addresses from other texts, such as logins and telephone numbers. */
public final class MailAddress {

  /** Good enough to tell them apart; the mail server has the last word. */
  private static final Pattern FORM =
      Pattern.compile("[^\\s\\p{Cntrl}@<>,;:\"]+@[^\\s\\p{Cntrl}@<>,;:\"]+");

  private MailAddress() {}

  /** Whether a text is one address and nothing else. */
  public static boolean is(String text) {
    return text != null && FORM.matcher(text).matches();
  }
}
