package org.ims.engine.gate;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong; a sentence is told once, and texts of the model only in part. */
final class Findings {

  private static final int LONGEST_QUOTE = 80;

  /** Nobody reads on, and looking for more would take time that others need. */
  private static final int MOST = 200;

  private final Set<Finding> found = new LinkedHashSet<>();

  /** Something is wrong with a file as a whole. */
  void add(String file, String rule, String reason, Object... details) {
    add(file, "The file", 0, rule, reason, details);
  }

  /** Something is wrong at an element of XML. */
  void add(XmlElement element, String rule, String reason, Object... details) {
    add(element.file(), element.place(), element.line(), rule, reason, details);
  }

  void add(String file, String element, int line, String rule, String reason, Object... details) {
    found.add(new Finding(file, quote(element), line, rule, sentence(reason, details)));
    if (found.size() >= MOST) {
      throw new EnoughException();
    }
  }

  boolean concern(String file) {
    return found.stream().anyMatch(finding -> finding.file().equals(file));
  }

  List<Finding> list() {
    return List.copyOf(found);
  }

  /** So much is wrong that no more is looked for. */
  static final class EnoughException extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  private static String sentence(String reason, Object... details) {
    Object[] quoted = new Object[details.length];
    for (int i = 0; i < details.length; i++) {
      boolean text = details[i] instanceof String || details[i] instanceof Collection<?>;
      quoted[i] = text ? quote(details[i].toString()) : details[i];
    }
    return reason.formatted(quoted);
  }

  /** What came from outside, short enough to read and without anything that moves the cursor. */
  static String quote(String text) {
    String visible = text.replaceAll("\\p{C}", " ").strip();
    return visible.length() <= LONGEST_QUOTE
        ? visible
        : visible.substring(0, LONGEST_QUOTE - 3) + "...";
  }
}
