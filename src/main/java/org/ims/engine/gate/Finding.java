package org.ims.engine.gate;

/**
 * Why a model is refused.
 *
 * @param file the name of the resource
 * @param element the id of the element, or what stands for it in a file without such an element
 * @param line where it stands; 0 when the file has no lines that mean anything
 * @param rule the rule's short name, under which the README explains it
 * @param reason what is wrong, as the rest of a sentence that begins with the element
 */
public record Finding(String file, String element, int line, String rule, String reason) {

  /** One line for a person. */
  public String sentence() {
    String place = line > 0 ? "%s (line %d)".formatted(element, line) : element;
    return "%s: %s %s [%s]".formatted(Findings.quote(file), place, reason, rule);
  }
}
