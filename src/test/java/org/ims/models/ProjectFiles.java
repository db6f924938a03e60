package org.ims.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that processes, tables and forms are made of.
 *
 * @param texts their contents by their paths, as {@code processes/triage/IncidentTriage.bpmn}
 */
record ProjectFiles(SortedMap<String, String> texts) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What lies in the project. */
  static ProjectFiles read() {
    SortedMap<String, String> texts = new TreeMap<>();
    for (String root : List.of("processes", "forms")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file : files.filter(path -> path.toString().matches(".*\\.\\w+")).toList()) {
          if (Files.isRegularFile(file) && !file.toString().contains("/.")) {
            texts.put(file.toString().replace('\\', '/'), Files.readString(file));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new ProjectFiles(texts);
  }

  /** The same files, in one of which something is broken. */
  ProjectFiles with(String path, String correct, String broken) {
    String text = texts.get(path);
    if (text == null || !text.contains(correct)) {
      throw new IllegalArgumentException(path + " does not contain " + correct);
    }
    SortedMap<String, String> changed = new TreeMap<>(texts);
    changed.put(path, text.replace(correct, broken));
    return new ProjectFiles(changed);
  }

  /** The same files, one of which lies elsewhere. */
  ProjectFiles moved(String from, String to) {
    SortedMap<String, String> changed = new TreeMap<>(texts);
    changed.put(to, changed.remove(from));
    return new ProjectFiles(changed);
  }

  List<ProcessModel> processes() {
    List<ProcessModel> models = new ArrayList<>();
    texts.forEach(
        (path, text) -> {
          if (path.endsWith(".bpmn")) {
            models.add(ProcessModel.parse(path, text));
          }
        });
    return models;
  }

  /** The names of the tables, with their folders: {@code triage/ImpactDecision}. */
  List<String> tables() {
    return names("processes/", ".dmn");
  }

  /** The names of the forms, with their folders: {@code triage/TriageIncident}. */
  List<String> forms() {
    return names("forms/", ".form");
  }

  private List<String> names(String folder, String ending) {
    return texts.keySet().stream()
        .filter(path -> path.startsWith(folder) && path.endsWith(ending))
        .map(path -> path.substring(folder.length(), path.length() - ending.length()))
        .toList();
  }

  JsonNode form(String name) {
    try {
      return JSON.readTree(texts.get("forms/" + name + ".form"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  /** The variables that a form writes: the keys of its fields; of a list, the list's own path. */
  List<String> fields(String form) {
    List<String> fields = new ArrayList<>();
    collectFields(form(form), fields);
    return fields;
  }

  private static void collectFields(JsonNode parent, List<String> fields) {
    for (JsonNode component : parent.path("components")) {
      boolean list = component.path("type").asText().equals("dynamiclist");
      String key = component.path(list ? "path" : "key").asText();
      if (!key.isEmpty()) {
        fields.add(key);
      }
      if (!list) {
        collectFields(component, fields);
      }
    }
  }

  /** What a table reads, by the name of the table without its folder. */
  List<String> tableInputs(String table) {
    String path =
        Map.copyOf(texts).keySet().stream()
            .filter(file -> file.endsWith("/" + table + ".dmn"))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no table " + table));
    return Xml.elements(Xml.parse(texts.get(path)))
        .filter(element -> element.getLocalName().equals("inputExpression"))
        .map(element -> element.getTextContent().strip())
        .toList();
  }
}
