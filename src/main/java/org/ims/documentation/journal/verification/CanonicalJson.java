package org.ims.documentation.journal.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.erdtman.jcs.JsonCanonicalizer;

/** JSON with one way only to write a value (RFC 8785), so that its hash says what it says. */
public final class CanonicalJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CanonicalJson() {}

  /**
   * @param value texts, numbers, truth values, and lists and maps of them
   * @throws IllegalArgumentException when it is anything else
   */
  public static String of(Object value) {
    try {
      return canonical(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a JSON value", e);
    }
  }

  /**
   * @throws IllegalArgumentException when it is no JSON object or array
   */
  public static String canonical(String json) {
    try {
      return new JsonCanonicalizer(json).getEncodedString();
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("Not a JSON object", e);
    }
  }

  /** Whether the text is JSON in its canonical form. */
  public static boolean isCanonical(String json) {
    try {
      return canonical(json).equals(json);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * @throws IllegalArgumentException when it is no JSON
   */
  public static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not JSON", e);
    }
  }
}
