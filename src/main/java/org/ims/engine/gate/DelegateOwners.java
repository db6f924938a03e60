package org.ims.engine.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * In which processes a delegate may work. It believes what the variables say, as who has decided;
 * that holds only where the application's own model has asked before. So a delegate belongs to the
 * processes that call it in the models of the application.
 */
final class DelegateOwners {

  private static final String MODELS = "classpath*:processes/**/*.bpmn";

  private final Map<String, Set<String>> processes;
  private final Set<String> shared;

  private DelegateOwners(Map<String, Set<String>> processes, Set<String> shared) {
    this.processes = processes;
    this.shared = Set.copyOf(shared);
  }

  static DelegateOwners ofModels(GateSettings settings) {
    Map<String, Set<String>> processes = new HashMap<>();
    try {
      for (Resource file : new PathMatchingResourcePatternResolver().getResources(MODELS)) {
        ModelFile.read(file.getFilename(), file.getContentAsByteArray(), settings, new Findings())
            .ifPresent(diagram -> add(diagram, processes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DelegateOwners(processes, settings.sharedDelegates());
  }

  private static void add(ModelFile diagram, Map<String, Set<String>> processes) {
    for (XmlElement process : diagram.root().all("process")) {
      process
          .all()
          .map(element -> element.attribute(Vocabulary.CAMUNDA_BPMN, "delegateExpression"))
          .filter(text -> !text.isEmpty())
          .forEach(
              text ->
                  JuelExpression.find(text)
                      .ifPresent(
                          expression ->
                              processes
                                  .computeIfAbsent(
                                      expression.onlyName(text), bean -> new TreeSet<>())
                                  .add(process.id())));
    }
  }

  /** The processes that alone may call a delegate; empty if any may. */
  Set<String> of(String delegate) {
    return shared.contains(delegate) ? Set.of() : processes.getOrDefault(delegate, Set.of());
  }
}
