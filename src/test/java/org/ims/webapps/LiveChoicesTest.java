package org.ims.webapps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.ims.engine.choices.Asker;
import org.ims.engine.choices.Choice;
import org.ims.engine.choices.ChoiceProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveChoicesTest {

  private static final String VALUES =
      "[{\"label\":\"Mail \\\"new\\\"\",\"value\":\"mail\"},{\"label\":\"Zürich\",\"value\":\"zh\"}]";

  private static final Asker NOBODY = new Asker("", Set.of());

  private final AtomicInteger asked = new AtomicInteger();
  private final LiveChoices choices =
      new LiveChoices(
          List.of(
              provider(
                  "services",
                  () -> {
                    asked.incrementAndGet();
                    return List.of(new Choice("Mail \"new\"", "mail"), new Choice("Zürich", "zh"));
                  }),
              provider("nobody", List::of)));

  @ParameterizedTest
  @ValueSource(strings = {"select", "taglist", "checklist", "radio"})
  void fillsEveryComponentWithOptions(String type) {
    String field =
        "{\"key\":\"service\",\"type\":\"%s\",\"properties\":{\"choices\":\"services\"}}"
            .formatted(type);

    JsonNode filled = json(fill("{\"type\":\"default\",\"components\":[" + field + "]}"));

    assertThat(filled.at("/components/0/values")).isEqualTo(json(VALUES));
    assertThat(filled.at("/components/0/type").asText()).isEqualTo(type);
    assertThat(filled.at("/type").asText()).isEqualTo("default");
  }

  @Test
  void fillsWhatIsNestedInGroupsAndDynamicListsAndAsksEachProviderOnce() {
    JsonNode filled =
        json(
            fill(
                """
                {"components":[
                  {"type":"group","components":[
                    {"type":"dynamiclist","path":"actions","components":[
                      {"key":"owner","type":"select","properties":{"choices":"services"}}]}]},
                  {"key":"other","type":"select","properties":{"choices":"services"}},
                  {"key":"none","type":"select","properties":{"choices":"nobody"}}]}
                """));

    assertThat(filled.at("/components/0/components/0/components/0/values")).isEqualTo(json(VALUES));
    assertThat(filled.at("/components/1/values")).isEqualTo(json(VALUES));
    assertThat(filled.at("/components/2/values")).isEqualTo(json("[]"));
    assertThat(asked).hasValue(1);
  }

  @Test
  void replacesEveryOtherSourceOfOptions() {
    JsonNode filled =
        json(
            fill(
                """
                {"components":[{"type":"select","valuesKey":"a","valuesExpression":"=b",
                  "values":[{"label":"old","value":"old"}],"properties":{"choices":"services"}}]}
                """));

    assertThat(filled.at("/components/0/values")).isEqualTo(json(VALUES));
    assertThat(filled.at("/components/0").has("valuesKey")).isFalse();
    assertThat(filled.at("/components/0").has("valuesExpression")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no form at all",
        "[1, 2]",
        "{\"components\":\"text\"}",
        "{\"components\":[{\"type\":\"select\",\"values\":[]}]}",
        "{\"components\":[{\"type\":\"select\",\"properties\":{\"other\":\"services\"}}]}",
        "{\"components\":[{\"type\":\"select\",\"properties\":{\"choices\":7}}]}",
        "{\"components\":[{\"type\":\"select\",\"properties\":{\"choices\":\"unheard-of\"}}]}"
      })
  void leavesAloneWhatAsksForNothingItKnows(String body) {
    assertThat(choices.fill(body.getBytes(StandardCharsets.UTF_8), NOBODY)).isEmpty();
  }

  @Test
  void refusesTwoProvidersOfOneName() {
    List<ChoiceProvider> twice = List.of(provider("a", List::of), provider("a", List::of));

    assertThatThrownBy(() -> new LiveChoices(twice))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("\"a\"");
  }

  private byte[] fill(String form) {
    Optional<byte[]> filled = choices.fill(form.getBytes(StandardCharsets.UTF_8), NOBODY);
    assertThat(filled).isPresent();
    return filled.get();
  }

  private static JsonNode json(String text) {
    return json(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return new ObjectMapper().readTree(bytes);
    } catch (IOException e) {
      throw new AssertionError(new String(bytes, StandardCharsets.UTF_8), e);
    }
  }

  private static ChoiceProvider provider(String name, Supplier<List<Choice>> choices) {
    return new ChoiceProvider() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Choice> choices() {
        return choices.get();
      }
    };
  }
}
