package org.ims.communication.updates;

import java.util.Map;

/**
 * What a rule of AudienceDecision says.
 *
 * @param key the word by which tables know it, as {@code customers}
 * @param name what people call it
 * @param writers the groups that write to it, separated by commas
 * @param approvers the groups that approve what is written; empty for none
 * @param told whom every update goes to, besides the subscribers; may be empty
 */
record Audience(String key, String name, String writers, String approvers, String told) {

  static Audience of(Map<String, Object> row) {
    return new Audience(
        text(row, "audience"),
        text(row, "name"),
        text(row, "writers"),
        text(row, "approvers"),
        text(row, "told"));
  }

  private static String text(Map<String, Object> row, String output) {
    Object value = row.get(output);
    return value == null ? "" : value.toString();
  }
}
