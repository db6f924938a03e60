package org.ims.engine.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Texts in JSON as far as PostgreSQL can hold them. JSON can also say NUL, which no text of
 * PostgreSQL holds, and halves of characters, of which it would keep a question mark.
 */
class StorableText extends StringDeserializer implements ContextualDeserializer {

  private static final long serialVersionUID = 1L;

  /** Names the field by its path, as every other failure of reading does. */
  static class UnstorableTextException extends JsonMappingException {

    private static final long serialVersionUID = 1L;

    UnstorableTextException(JsonParser parser) {
      super(parser, "holds characters that cannot be stored");
    }
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, BeanProperty property) {
    boolean mended =
        property != null
            && property.getMember() != null
            && property.getMember().getDeclaringClass().isAnnotationPresent(MendedTexts.class);
    return mended ? StringDeserializer.instance : this;
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
