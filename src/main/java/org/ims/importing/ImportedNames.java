package org.ims.importing;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;

/**
 * Turns names of another system into identifiers of this one: "Resolver 12" becomes {@code
 * resolver-12}. The same name always gives the same identifier.
 */
final class ImportedNames {

  /** Stands for the other system wherever the log names nobody. */
  static final String SYSTEM = "servicenow";

  private static final String PREFIX = SYSTEM + "-";
  private static final int LONGEST_PERSON = 60;

  /** As the catalogue's columns. */
  private static final int LONGEST_TEAM = 40;

  private static final int LONGEST_SERVICE = 63;
  private static final int HASH = 8;

  private ImportedNames() {}

  /** A person's login. */
  static String person(String name) {
    return name == null ? SYSTEM : identifier(name, LONGEST_PERSON);
  }

  /** A login that nobody has here, for a person whose own is taken by somebody else. */
  static String otherPerson(String login) {
    return login.startsWith(PREFIX) ? login + "-log" : PREFIX + login;
  }

  /** A team, whose candidate group is {@code responder-<team>}. */
  static String team(String group) {
    return group == null ? "unassigned" : identifier(group, LONGEST_TEAM);
  }

  /**
   * The service that stands in the catalogue for what an imported incident is about. The team is
   * part of it, because a service has one owner, and in the log several groups work on one item.
   */
  static String service(String item, String group) {
    String owner = team(group);
    return item == null
        ? shortened(PREFIX + owner, LONGEST_SERVICE, PREFIX + group)
        : shortened(
            PREFIX + identifier(item, LONGEST_SERVICE) + "-" + owner,
            LONGEST_SERVICE,
            item + "/" + group);
  }

  private static String identifier(String name, int longest) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    if (plain.isEmpty()) {
      // Written in another alphabet.
      return "x-" + hash(name);
    }
    // The catalogue wants a letter first.
    return shortened(Character.isDigit(plain.charAt(0)) ? "x-" + plain : plain, longest, name);
  }

  /** Cut to length, with a mark of the whole so that two long names stay two. */
  private static String shortened(String identifier, int longest, String whole) {
    return identifier.length() <= longest
        ? identifier
        : identifier.substring(0, longest - HASH - 1).replaceAll("-$", "") + "-" + hash(whole);
  }

  private static String hash(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
        .toString()
        .substring(0, HASH);
  }
}
