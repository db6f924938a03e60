package org.ims.incident;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * The number that people quote: INC, the year of recording (UTC) and a serial number,
 * INC-2026-000042.
 */
public final class IncidentNumber {

  /** What a number looks like; a serial number beyond 999,999 simply has more digits. */
  public static final String FORMAT = "INC-\\d{4}-\\d{6,}";

  private static final Pattern PATTERN = Pattern.compile(FORMAT);

  private IncidentNumber() {}

  static String of(Instant recordedAt, long serial) {
    return "INC-%d-%06d".formatted(recordedAt.atZone(ZoneOffset.UTC).getYear(), serial);
  }

  /**
   * Whether the text has the form of a number; says nothing about whether such an incident exists.
   */
  public static boolean isValid(String text) {
    return text != null && PATTERN.matcher(text).matches();
  }
}
