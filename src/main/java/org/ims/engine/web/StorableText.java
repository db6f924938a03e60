package org.ims.engine.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Texts in JSON as far as PostgreSQL can hold them. JSON can also say NUL, which no text of
 * PostgreSQL holds, and halves of characters, of which it would keep a question mark.
 */
class StorableText extends StringDeserializer {

  private static final long serialVersionUID = 1L;

  /** Names the field by its path, as every other failure of reading does. */
  static class UnstorableTextException extends JsonMappingException {

    private static final long serialVersionUID = 1L;

    UnstorableTextException(JsonParser parser) {
      super(parser, "holds characters that cannot be stored");
    }
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    String text = super.deserialize(parser, context);
    if (text != null
        && (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text))) {
      throw new UnstorableTextException(parser);
    }
    return text;
  }
}
