package org.ims.incident;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that happened, as the journal keeps it. Immutable; each method answers a new one.
 *
 * @param incident the number of the incident in whose chain it stands, or null for what belongs to
 *     none of them, such as a deployment
 * @param kind what kind of thing it was, in kebab case and the past tense ({@code task-completed})
 * @param at when it happened, or null for the present
 * @param actor the login, address or source that did it, or null for whoever's request is being
 *     served ({@code system} where nobody's is)
 * @param facts what anybody who may read the entry may know for ever: numbers, states, ids, hashes;
 *     texts, numbers, truth values, and lists and maps of them. Null values are left out
 * @param personal what can be made unreadable later without breaking the chain: names, addresses,
 *     and every text that a person wrote
 * @param place where in which version of which process it happened, or null
 */
public record JournalFact(
    String incident,
    String kind,
    Instant at,
    String actor,
    Map<String, Object> facts,
    Map<String, String> personal,
    Place place) {

  /**
   * An element of a process.
   *
   * @param process the id of the process in its model ({@code IncidentTriage})
   * @param version the version of the model, 1 or greater
   * @param element the id of the element, or null for the process itself
   * @param name the label of the element, or null
   * @param instance the id of the engine's process instance, or null
   */
  public record Place(String process, int version, String element, String name, String instance) {}

  /** Copies what it is given. */
  public JournalFact {
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    personal = Collections.unmodifiableMap(new TreeMap<>(personal));
  }

  /**
   * @param incident null for what belongs to no incident
   */
  public static JournalFact of(String incident, String kind) {
    return new JournalFact(incident, kind, null, null, Map.of(), Map.of(), null);
  }

  /** With a fact; a null value changes nothing. */
  public JournalFact with(String name, Object value) {
    if (value == null) {
      return this;
    }
    Map<String, Object> more = new TreeMap<>(facts);
    more.put(name, value instanceof Enum<?> constant ? constant.name() : value);
    return new JournalFact(incident, kind, at, actor, more, personal, place);
  }

  /** With something that can be made unreadable later; a null value changes nothing. */
  public JournalFact withPersonal(String name, String value) {
    if (value == null) {
      return this;
    }
    Map<String, String> more = new TreeMap<>(personal);
    more.put(name, value);
    return new JournalFact(incident, kind, at, actor, facts, more, place);
  }

  /** Done by somebody else than whoever's request is being served. */
  public JournalFact by(String who) {
    return new JournalFact(incident, kind, at, who, facts, personal, place);
  }

  /** Happened at another time than now. */
  public JournalFact at(Instant moment) {
    return new JournalFact(incident, kind, moment, actor, facts, personal, place);
  }

  /** Happened at an element of a process. */
  public JournalFact in(Place where) {
    return new JournalFact(incident, kind, at, actor, facts, personal, where);
  }
}
