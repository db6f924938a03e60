package org.ims.reporting.mail;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts what a reply repeats, where its mail program plainly marks it. Answers that stand between
 * quoted lines keep them: without the questions nobody would understand them.
 */
final class QuotedText {

  /** A longer line is no mark of a mail program. */
  private static final int LONGEST_MARK = 400;

  /** Some programs break the line that says who wrote. */
  private static final int LINES_OF_ATTRIBUTION = 3;

  private final IntakeSettings.Quotes marks;

  QuotedText(IntakeSettings.Quotes marks) {
    this.marks = marks;
  }

  String cut(String text) {
    List<String> lines = text.lines().toList();
    int end = lines.size();
    for (int i = 0; i < lines.size(); i++) {
      if (matches(marks.separators(), lines.get(i))
          || (i + 1 < lines.size()
              && matches(marks.separators(), lines.get(i) + " " + lines.get(i + 1)))) {
        end = i;
        break;
      }
    }
    int kept = withoutTrailingQuote(lines, end);
    return String.join("\n", lines.subList(0, kept)).strip();
  }

  private int withoutTrailingQuote(List<String> lines, int end) {
    int last = end;
    boolean quoted = false;
    while (last > 0 && (isQuoted(lines.get(last - 1)) || lines.get(last - 1).isBlank())) {
      quoted |= isQuoted(lines.get(last - 1));
      last--;
    }
    if (!quoted) {
      return end;
    }
    for (Pattern attribution : marks.attributions()) {
      for (int count = 1; count <= LINES_OF_ATTRIBUTION && count <= last; count++) {
        String mark = String.join(" ", lines.subList(last - count, last));
        if (matches(List.of(attribution), mark)) {
          return last - count;
        }
      }
    }
    return last;
  }

  private static boolean isQuoted(String line) {
    return line.stripLeading().startsWith(">");
  }

  private static boolean matches(List<Pattern> patterns, String line) {
    String mark = line.strip();
    return mark.length() <= LONGEST_MARK
        && patterns.stream().anyMatch(pattern -> pattern.matcher(mark).matches());
  }
}
