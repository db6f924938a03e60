package org.ims.engine.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An element of a diagram or table, and the line in which it begins. */
final class XmlElement {

  /**
   * An attribute; of one without a prefix the namespace is empty.
   *
   * @param namespace its URI
   * @param name its local name
   */
  record Attribute(String namespace, String name, String value) {}

  private final String file;
  private final String namespace;
  private final String name;
  private final int line;
  private final XmlElement parent;
  private final List<Attribute> attributes;
  private final List<XmlElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  XmlElement(
      String file,
      String namespace,
      String name,
      int line,
      XmlElement parent,
      List<Attribute> attributes) {
    this.file = file;
    this.namespace = namespace;
    this.name = name;
    this.line = line;
    this.parent = parent;
    this.attributes = List.copyOf(attributes);
    if (parent != null) {
      parent.children.add(this);
    }
  }

  void append(char[] characters, int start, int length) {
    text.append(characters, start, length);
  }

  String file() {
    return file;
  }

  String namespace() {
    return namespace;
  }

  String name() {
    return name;
  }

  int line() {
    return line;
  }

  XmlElement parent() {
    return parent;
  }

  boolean is(String... names) {
    return List.of(names).contains(name);
  }

  /** The text that stands in the element itself. */
  String text() {
    return text.toString().strip();
  }

  int textLength() {
    return text.length();
  }

  List<Attribute> attributes() {
    return attributes;
  }

  /** The value of an attribute, empty when it has none. */
  String attribute(String attributeNamespace, String attributeName) {
    return find(attributeNamespace, attributeName).orElse("");
  }

  /** The value of an attribute without a prefix, empty when it has none. */
  String attribute(String attributeName) {
    return attribute("", attributeName);
  }

  Optional<String> find(String attributeNamespace, String attributeName) {
    return attributes.stream()
        .filter(
            attribute ->
                attribute.namespace().equals(attributeNamespace)
                    && attribute.name().equals(attributeName))
        .map(Attribute::value)
        .findFirst();
  }

  String id() {
    return attribute("id");
  }

  /** The id of the element, or of the nearest one around it that has one. */
  String place() {
    for (XmlElement element = this; element != null; element = element.parent) {
      if (!element.id().isBlank()) {
        return element.id();
      }
    }
    return name;
  }

  List<XmlElement> children() {
    return children;
  }

  List<XmlElement> children(String... names) {
    return children.stream().filter(child -> child.is(names)).toList();
  }

  boolean has(String child) {
    return children.stream().anyMatch(found -> found.is(child));
  }

  /** The element and everything in it. */
  Stream<XmlElement> all() {
    List<XmlElement> found = new ArrayList<>();
    collect(found);
    return found.stream();
  }

  /** Everything in the element, and itself, that has one of these names. */
  List<XmlElement> all(String... names) {
    return all().filter(element -> element.is(names)).toList();
  }

  private void collect(List<XmlElement> found) {
    found.add(this);
    children.forEach(child -> child.collect(found));
  }
}
