package org.ims.engine.gate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads JSON strictly and within limits. */
final class SafeJson {

  private static final int LONGEST_NUMBER = 100;

  private SafeJson() {}

  /**
   * The value.
   *
   * @throws UnreadableException if it is no JSON or is refused
   */
  static JsonNode read(String text, GateSettings limits) {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.maxDepth())
                    .maxStringLength(limits.maxText())
                    .maxNameLength(limits.maxText())
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();
    try {
      return new ObjectMapper(factory)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new UnreadableException(
          "json-broken",
          line,
          "is not accepted as JSON: " + Findings.quote(e.getOriginalMessage()));
    }
  }
}
