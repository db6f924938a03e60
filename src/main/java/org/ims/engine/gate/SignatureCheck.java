package org.ims.engine.gate;

import java.util.HashSet;
import java.util.Set;

/** Who has decided is written by delegates, which know who it was, and never by a model. */
final class SignatureCheck {

  private final Set<String> signatures;
  private final Findings findings;

  SignatureCheck(Set<String> signatures, Findings findings) {
    this.signatures = signatures;
    this.findings = findings;
  }

  void checkDiagram(ModelFile diagram) {
    diagram
        .root()
        .all()
        .forEach(
            element -> {
              for (String variable : written(element)) {
                if (signatures.contains(variable)) {
                  findings.add(
                      element, "signature", "writes %s, which only delegates write", variable);
                }
              }
            });
  }

  private static Set<String> written(XmlElement element) {
    Set<String> written = Models.given(element);
    Vocabulary.WRITING.forEach(attribute -> written.add(Vocabulary.camunda(element, attribute)));
    return written;
  }

  void checkForm(ModelFile form) {
    Set<String> asked = new HashSet<>(FormFields.keys(form.form()));
    asked.retainAll(signatures);
    asked.forEach(
        variable ->
            findings.add(
                form.name(), "signature", "writes %s, which only delegates write", variable));
  }
}
