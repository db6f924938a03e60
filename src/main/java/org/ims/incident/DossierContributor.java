package org.ims.incident;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A component that has something on record which belongs into the dossier of an incident: the
 * document and the file that somebody outside of the organisation reads. Components are asked in
 * the order of Spring's {@code @Order}.
 */
public interface DossierContributor {

  /** Where in the dossier a section stands; in this order. */
  enum Part {
    ASSESSMENT,
    RESPONSE,
    COMMUNICATION,
    EVIDENCE,
    REVIEW,
    REGULATORY
  }

  /**
   * A part of the record. Its lines stand in their order.
   *
   * @param key for programs, in camel case: {@code correctiveActions}
   * @param title for people: "Corrective actions"
   */
  record Section(Part part, String key, String title, List<Line> lines) {}

  /**
   * One thing on record.
   *
   * @param document whether the document shows it, besides the data
   * @param value a text, number, truth value, instant or constant; never null
   */
  record Value(String key, String label, Object value, boolean document) {}

  /** The values of one thing. Immutable; each method answers a new one. */
  record Line(List<Value> values) {

    /** Copies what it is given. */
    public Line {
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** Without any value yet. */
    public static Line empty() {
      return new Line(List.of());
    }

    /** With a value; null changes nothing. */
    public Line with(String key, String label, Object value) {
      return with(key, label, value, true);
    }

    /** With a value that only the data show; null changes nothing. */
    public Line withDatum(String key, Object value) {
      return with(key, key, value, false);
    }

    private Line with(String key, String label, Object value, boolean document) {
      if (value == null) {
        return this;
      }
      List<Value> more = new ArrayList<>(values);
      more.add(new Value(key, label, value, document));
      return new Line(more);
    }
  }

  /** Writes the content of a file; asked twice, and has to write the same twice. */
  interface Content {

    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * A file that goes with the dossier.
   *
   * @param name relative to the folder of the part, without folders
   */
  record Attachment(String name, Content content) {}

  /** What this component has on record; sections without lines are left out. */
  List<Section> sectionsOf(Incident incident);

  /** Its files; asked after {@link #give}. */
  default List<Attachment> attachmentsOf(Incident incident) {
    return List.of();
  }

  /** Keeps in the running transaction that somebody gets a copy of all its files. */
  default void give(Incident incident) {
    // Who has no files has nothing to keep.
  }
}
