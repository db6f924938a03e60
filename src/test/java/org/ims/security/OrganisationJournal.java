package org.ims.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the journal recorded lately about no incident, as an auditor reads it. */
final class OrganisationJournal {

  private OrganisationJournal() {}

  /** The entries of a kind that hold a word, the newest first. */
  static List<JsonNode> newest(int port, String kind, String word) {
    JsonNode entries = Http.json(Http.basic(port, "auditor").get("/api/journal/entries?limit=300"));
    return StreamSupport.stream(entries.spliterator(), false)
        .filter(entry -> entry.findValuesAsText("kind").contains(kind))
        .filter(entry -> entry.toString().contains(word))
        .toList();
  }
}
