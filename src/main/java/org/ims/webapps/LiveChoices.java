package org.ims.webapps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ims.engine.choices.Asker;
import org.ims.engine.choices.Choice;
import org.ims.engine.choices.ChoiceProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts the options of the {@link ChoiceProvider}s into a form: each component with {@code
 * "properties": {"choices": "<name>"}} gets the {@code values} of the provider of that name,
 * however deep it is nested in groups and dynamic lists.
 */
@Component
class LiveChoices {

  private static final Logger log = LoggerFactory.getLogger(LiveChoices.class);

  // A mapper of its own: a form is passed on as it is, whatever the API's settings say about JSON.
  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<String, ChoiceProvider> providers = new HashMap<>();

  LiveChoices(List<ChoiceProvider> providers) {
    for (ChoiceProvider provider : providers) {
      ChoiceProvider other = this.providers.put(provider.name(), provider);
      if (other != null) {
        throw new IllegalStateException(
            "Two providers of the choices \"%s\": %s and %s"
                .formatted(
                    provider.name(), other.getClass().getName(), provider.getClass().getName()));
      }
    }
  }

  /** The form with its options, or empty when it asks for none (or is no form at all). */
  Optional<byte[]> fill(byte[] form, Asker asker) {
    JsonNode root;
    try {
      root = mapper.readTree(form);
    } catch (IOException e) {
      return Optional.empty();
    }
    if (root == null || !fillComponents(root, asker, new HashMap<>())) {
      return Optional.empty();
    }
    try {
      return Optional.of(mapper.writeValueAsBytes(root));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A form that was read can't be written", e);
    }
  }

  private boolean fillComponents(JsonNode parent, Asker asker, Map<String, ArrayNode> asked) {
    boolean changed = false;
    for (JsonNode component : parent.path("components")) {
      JsonNode name = component.path("properties").path("choices");
      if (name.isTextual() && component instanceof ObjectNode field) {
        changed |= fillValues(field, name.textValue(), asker, asked);
      }
      changed |= fillComponents(component, asker, asked);
    }
    return changed;
  }

  private boolean fillValues(
      ObjectNode field, String name, Asker asker, Map<String, ArrayNode> asked) {
    ChoiceProvider provider = providers.get(name);
    if (provider == null) {
      log.error(
          "Field {} asks for the choices \"{}\", which nobody provides",
          field.path("key").asText(),
          name);
      return false;
    }
    // The other two sources of options win over values, so they must go.
    field.remove(List.of("valuesKey", "valuesExpression"));
    field.set("values", asked.computeIfAbsent(name, key -> values(provider, asker)).deepCopy());
    return true;
  }

  private ArrayNode values(ChoiceProvider provider, Asker asker) {
    ArrayNode values = mapper.createArrayNode();
    for (Choice choice : provider.choicesFor(asker)) {
      values.addObject().put("label", choice.label()).put("value", choice.value());
    }
    return values;
  }
}
