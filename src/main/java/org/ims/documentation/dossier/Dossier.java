package org.ims.documentation.dossier;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ims.documentation.dossier.EngineRecord.Model;
import org.ims.documentation.dossier.EngineRecord.Step;
import org.ims.documentation.journal.JournalExtracts.Extract;
import org.ims.documentation.journal.JournalExtracts.Fact;
import org.ims.incident.DossierContributor.Attachment;
import org.ims.incident.DossierContributor.Line;
import org.ims.incident.DossierContributor.Section;
import org.ims.incident.TimelineEntry;

/**
 * Everything about one incident at one moment, as the document and the data tell it.
 *
 * @param madeBy the login of whoever asked for it
 * @param head what it is: state, priority and the like
 * @param times when each thing happened
 * @param summary what it was, and how it ended
 * @param promises what was promised, and how it was kept
 * @param overrides where people decided against a table
 * @param story the plain sentences of the timeline, in their order
 * @param facts everything that the journal has on record
 * @param models which models ran, as they were deployed
 * @param steps the way through them
 */
record Dossier(
    String number,
    String title,
    boolean restricted,
    boolean drill,
    Instant madeAt,
    String madeBy,
    String software,
    Line head,
    Line times,
    Line summary,
    List<Line> promises,
    List<Line> breaches,
    List<Decision> decisions,
    List<Overruling> overrides,
    List<TimelineEntry> story,
    List<Fact> facts,
    List<Person> people,
    List<Section> sections,
    List<RunModel> models,
    List<Step> steps,
    List<Attachment> attachments,
    Extract extract) {

  /** A table was asked. */
  record Decision(
      Instant at,
      String table,
      String name,
      int version,
      String step,
      Map<String, String> inputs,
      List<Rule> rules) {

    static Decision of(Fact fact) {
      List<Rule> rules = new ArrayList<>();
      for (JsonNode rule : fact.facts().path("rules")) {
        rules.add(
            new Rule(
                rule.path("rule").asText(),
                rule.path("because").asText(""),
                texts(rule.path("outputs"))));
      }
      String table = fact.facts().path("table").asText();
      return new Decision(
          fact.at(),
          table,
          fact.facts().path("name").asText(table),
          fact.facts().path("version").asInt(),
          fact.place().path("name").asText(""),
          texts(fact.facts().path("inputs")),
          rules);
    }

    private static Map<String, String> texts(JsonNode values) {
      Map<String, String> texts = new java.util.TreeMap<>();
      values.properties().forEach(value -> texts.put(value.getKey(), value.getValue().asText("")));
      return texts;
    }
  }

  /**
   * A rule that fired.
   *
   * @param because the reason that its author gave, or empty
   */
  record Rule(String id, String because, Map<String, String> outputs) {}

  /** A person set something else than the table said. */
  record Overruling(Instant at, String by, String field, String from, String to, String reason) {}

  /**
   * Somebody who had to do with it.
   *
   * @param name first and last name, or null when not known
   */
  record Person(String part, String who, String name) {}

  /**
   * A model that ran.
   *
   * @param file its name in the file of the dossier
   * @param recorded whether the journal has it with this hash from when it came into force
   */
  record RunModel(Model model, String file, boolean recorded) {}
}
