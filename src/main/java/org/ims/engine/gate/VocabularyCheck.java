package org.ims.engine.gate;

import java.util.HashSet;
import java.util.Set;

/** Models are made of what the engine runs and the application knows; none brings its own code. */
final class VocabularyCheck {

  private static final int LONGEST_ID = 200;

  private static final Set<String> CODE =
      Set.of("scriptTask", "script", "connector", "literalExpression", "invocation", "field");

  private static final Set<String> CODE_ATTRIBUTES =
      Set.of(
          "class",
          "scriptFormat",
          "language",
          "variableMappingClass",
          "variableMappingDelegateExpression");

  private static final Set<String> LANGUAGES = Set.of("expressionLanguage", "typeLanguage");

  /** What the Modeler writes, or the schema fills in, where a language is FEEL or BPMN's own. */
  private static final Set<String> HARMLESS_LANGUAGES =
      Set.of(
          "",
          "feel",
          "http://www.omg.org/spec/FEEL/20140401",
          "http://www.omg.org/spec/DMN/20180521/FEEL/",
          "https://www.omg.org/spec/DMN/20191111/FEEL/",
          "http://www.w3.org/1999/XPath",
          "http://www.w3.org/2001/XMLSchema");

  private final Findings findings;

  VocabularyCheck(Findings findings) {
    this.findings = findings;
  }

  void check(ModelFile file) {
    Set<String> ids = new HashSet<>();
    file.root()
        .all()
        .forEach(
            element -> {
              checkId(element, ids);
              if (accepts(element)) {
                element.attributes().forEach(attribute -> checkAttribute(element, attribute));
              }
            });
  }

  private void checkId(XmlElement element, Set<String> ids) {
    String id = element.id();
    // Camunda's own elements may repeat an id of the model: they are no part of it.
    if (id.isEmpty() || element.namespace().equals(Vocabulary.CAMUNDA_BPMN)) {
      return;
    }
    if (id.length() > LONGEST_ID) {
      findings.add(element, "id", "has an id of more than %d characters", LONGEST_ID);
    } else if (!ids.add(id)) {
      findings.add(element, "id", "has an id that is used twice");
    }
  }

  private boolean accepts(XmlElement element) {
    if (CODE.contains(element.name())) {
      findings.add(element, "code", "brings code of its own: %s", element.name());
      return false;
    }
    if (!Vocabulary.knowsElement(element)) {
      findings.add(element, "element-unknown", "holds a %s, which is not accepted", element.name());
      return false;
    }
    return true;
  }

  private void checkAttribute(XmlElement element, XmlElement.Attribute attribute) {
    String name = attribute.name();
    if (CODE_ATTRIBUTES.contains(name)) {
      findings.add(element, "code", "brings code of its own: %s=\"%s\"", name, attribute.value());
    } else if (LANGUAGES.contains(name)) {
      if (!HARMLESS_LANGUAGES.contains(attribute.value())) {
        findings.add(element, "code", "is written in the language %s", attribute.value());
      }
    } else if (name.equals("type") && attribute.namespace().equals(Vocabulary.CAMUNDA_BPMN)) {
      findings.add(element, "code", "is of the type %s", attribute.value());
    } else if (!Vocabulary.knowsAttribute(element, attribute)) {
      findings.add(element, "element-unknown", "has a %s, which is not accepted", name);
    }
  }
}
