package org.ims.engine.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jsoup.safety.Safelist;

/** Forms that Tasklist can draw, and that bring nothing into the browser of whoever opens them. */
final class FormCheck {

  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
  private static final Pattern BLOCK = Pattern.compile("^\\s*(#if|#loop|/if|/loop)\\b");
  private static final String LINE = "this";
  private static final Pattern PICTURE =
      Pattern.compile("data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*");
  private static final Pattern PROGRAM =
      Pattern.compile("(javascript|vbscript)\\s*:|data\\s*:\\s*\\w+/", Pattern.CASE_INSENSITIVE);

  /** What begins markup, in HTML or Markdown. */
  private static final Pattern BRACKET = Pattern.compile("[<>&\\[]");

  /** Stands for a template whose text is not the application's; a character of no script. */
  private static final char MARK = '\uE000';

  private static final Pattern LETTER = Pattern.compile("\\p{L}");

  private static final List<String> SHOWN = List.of("text", "content", "label", "description");
  private static final List<String> EXPRESSIONS =
      List.of("/conditional/hide", "/expression", "/valuesExpression", "/columnsExpression");

  /** Properties whose text is data. */
  private static final Set<String> DATA = Set.of("type", "id", "key", "path", "defaultValue");

  /** What has one of a few values, so that nothing written by a person is shown. */
  private static final Set<String> CLOSED = Set.of("number", "checkbox");

  private static final Set<String> CHOICES = Set.of("radio", "select", "checklist", "taglist");

  private static final Safelist MARKUP =
      Safelist.relaxed()
          .removeTags("img")
          .addAttributes(":all", "class")
          .addProtocols("a", "href", "#")
          .preserveRelativeLinks(true);

  private final GateSettings limits;
  private final Findings findings;
  private int characters;

  FormCheck(GateSettings limits, Findings findings) {
    this.limits = limits;
    this.findings = findings;
  }

  void check(ModelFile file) {
    JsonNode form = file.form();
    String id = form.path("id").asText();
    String name = file.name().replaceFirst("^.*/", "").replaceFirst("\\.form$", "");
    if (!id.equals(name)) {
      findings.add(file.name(), "form-id", "has the id %s, which is not its name", id);
    }
    if (!form.path("type").asText().equals("default")) {
      findings.add(file.name(), "form-type", "is no form of the type default");
    }
    if (!form.path("executionPlatform").asText("Camunda Platform").equals("Camunda Platform")) {
      findings.add(file.name(), "form-type", "is meant for another platform than Camunda 7");
    }
    List<JsonNode> components = FormFields.components(form);
    if (components.size() > limits.maxElements()) {
      findings.add(file.name(), "form-size", "has more than %d components", limits.maxElements());
      return;
    }
    Set<String> harmless = harmless(id, components);
    Set<String> ids = new HashSet<>();
    for (JsonNode component : components) {
      checkComponent(file.name(), id, component, harmless, ids);
    }
  }

  private void checkComponent(
      String file, String form, JsonNode component, Set<String> harmless, Set<String> ids) {
    String type = component.path("type").asText();
    String id = FormFields.id(component);
    if (component.has("id") && !ids.add(id)) {
      add(file, id, "id", "has an id that is used twice");
    }
    if (!TasklistForms.COMPONENTS.containsKey(type)) {
      add(file, id, "form-component", "is a %s, which Tasklist cannot draw or must not", type);
      return;
    }
    for (String property : SHOWN) {
      String text = component.path(property).asText("");
      Set<String> mayShow = new HashSet<>(harmless);
      if (type.equals("html")) {
        mayShow.addAll(ShownVariables.textsIn(form));
      }
      checkShown(file, id, property, text, mayShow, ShownVariables.textsIn(form));
    }
    for (String property : EXPRESSIONS) {
      String expression = component.at(property).asText("").strip();
      if (!expression.isEmpty() && !expression.startsWith("=")) {
        add(file, id, "feel", "has no = before the expression %s, so that it is none", expression);
      }
    }
    checkExpressions(file, id, component);
    if (type.equals("image") && !PICTURE.matcher(component.path("source").asText()).matches()) {
      add(file, id, "form-picture", "shows a picture that is not part of the form");
    }
  }

  /** Whatever begins like an expression is one to Tasklist, but for what the field offers. */
  private void checkExpressions(String file, String id, JsonNode properties) {
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      String text = property.getValue().asText("").strip();
      if (property.getValue().isObject()) {
        checkExpressions(file, id, property.getValue());
      } else if (text.startsWith("=")
          && !DATA.contains(property.getKey())
          && !SHOWN.contains(property.getKey())) {
        read(file, id, text.substring(1));
      }
    }
  }

  private void checkShown(
      String file,
      String id,
      String property,
      String text,
      Set<String> mayShow,
      Set<String> brought) {
    Set<String> shown = new HashSet<>();
    // What expressions put together: a text that begins in one constant may end in the next.
    StringBuilder constants = new StringBuilder();
    StringBuilder marked = new StringBuilder();
    String source = text.replace(MARK, ' ');
    if (source.strip().startsWith("=")) {
      Optional<Feel.Parts> parts = read(file, id, source.strip().substring(1));
      shown.addAll(parts.map(Feel.Parts::names).orElse(Set.of()));
      parts.ifPresent(read -> read.texts().forEach(constants::append));
    }
    Matcher template = TEMPLATE.matcher(source);
    int end = 0;
    while (template.find()) {
      marked.append(source, end, template.start());
      end = template.end();
      String expression = BLOCK.matcher(template.group(1)).replaceFirst("").strip();
      if (!expression.isEmpty()) {
        Optional<Feel.Parts> parts = read(file, id, expression);
        shown.addAll(parts.map(Feel.Parts::names).orElse(Set.of()));
        parts.ifPresent(read -> read.texts().forEach(constants::append));
        if (parts.filter(read -> isBrought(read, brought)).isEmpty()) {
          marked.append(MARK);
        }
      }
    }
    marked.append(source, end, source.length());
    // Of a list that may be shown, each line may be.
    shown.remove(LINE);
    shown.removeAll(mayShow);
    if (!shown.isEmpty()) {
      add(file, id, "form-shows", "shows in its %s what a person has written: %s", property, shown);
    }
    String markup = marked.toString().replace(String.valueOf(MARK), "");
    if (!Jsoup.isValid(markup, MARKUP)
        || isProgram(markup)
        || isProgram(constants.toString())
        || BRACKET.matcher(constants).find()
        || isInTag(marked.toString())
        || isInLink(marked.toString())) {
      add(file, id, "form-markup", "has in its %s more than plain markup", property);
    }
  }

  private static boolean isInTag(String marked) {
    String mark = String.valueOf(MARK);
    return marked.contains(mark)
        && Jsoup.parseBodyFragment(marked).getAllElements().stream()
            .anyMatch(
                element ->
                    element.tagName().contains(mark)
                        || element.attributes().asList().stream()
                            .anyMatch(
                                attribute ->
                                    (attribute.getKey() + attribute.getValue()).contains(mark)));
  }

  /** Whether a mark stands in the target of a link in Markdown, which ends with its bracket. */
  private static boolean isInLink(String marked) {
    int open = 0;
    boolean begun = false;
    for (int i = 1; i < marked.length(); i++) {
      char character = marked.charAt(i);
      if (open == 0) {
        begun = false;
        open = marked.charAt(i - 1) == ']' && "(:".indexOf(character) >= 0 ? 1 : 0;
      } else if (character == MARK) {
        return true;
      } else if (character == '\\') {
        i++;
      } else if (Character.isWhitespace(character)) {
        open = begun ? 0 : open;
      } else {
        begun = true;
        open += character == '(' ? 1 : character == ')' ? -1 : 0;
      }
    }
    return false;
  }

  /** Where a link leads says the application, or the form in so many words. */
  private static boolean isBrought(Feel.Parts parts, Set<String> brought) {
    return parts.names().stream().allMatch(name -> name.equals(LINE) || brought.contains(name))
        && parts.texts().stream().noneMatch(text -> LETTER.matcher(text).find());
  }

  /** As a browser reads it, which decodes entities and leaves out what cannot be seen. */
  private static boolean isProgram(String text) {
    String decoded = Parser.unescapeEntities(text, false).replaceAll("\\p{Cntrl}", "");
    return PROGRAM.matcher(decoded).find();
  }

  private Optional<Feel.Parts> read(String file, String id, String expression) {
    if (expression.length() > limits.maxExpression()) {
      add(file, id, "feel", "has more than %d characters", limits.maxExpression());
      return Optional.empty();
    }
    characters += expression.length();
    if (characters > Feel.MOST_CHARACTERS) {
      add(file, id, "form-size", "has one of too many expressions to be read in one deployment");
      return Optional.empty();
    }
    try {
      Feel.Parts parts = Feel.expression(expression);
      if (!parts.unbounded().isEmpty()) {
        add(
            file,
            id,
            "feel-unbounded",
            "uses what may take for ever or is no function of a form: %s",
            parts.unbounded());
      }
      return Optional.of(parts);
    } catch (IllegalArgumentException e) {
      add(file, id, "feel", "cannot be read: %s", e.getMessage());
      return Optional.empty();
    }
  }

  /** Of the fields and of what the task brings along, those that hold no text of a person. */
  private static Set<String> harmless(String form, List<JsonNode> components) {
    Set<String> harmless = new HashSet<>(ShownVariables.choicesOf(form));
    for (JsonNode component : components) {
      String type = component.path("type").asText();
      boolean choice =
          CHOICES.contains(type)
              && !component.has("valuesExpression")
              && (!component.path("values").isEmpty() || component.has("valuesKey"))
              && component.path("values").findValuesAsText("value").stream()
                  .noneMatch(value -> BRACKET.matcher(value).find());
      if (CLOSED.contains(type) || choice) {
        harmless.add(component.path("key").asText());
      }
    }
    return harmless;
  }

  private void add(String file, String id, String rule, String reason, Object... details) {
    findings.add(file, id, 0, rule, reason, details);
  }
}
