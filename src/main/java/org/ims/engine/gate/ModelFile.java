package org.ims.engine.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that was read.
 *
 * @param root of a diagram or table; null for a form
 * @param form the content of a form; null for others
 */
record ModelFile(String name, Kind kind, String text, XmlElement root, JsonNode form) {

  /** What the engine makes of a file, by the ending of its name. */
  enum Kind {
    DIAGRAM(Set.of(Vocabulary.BPMN)),
    TABLE(Vocabulary.DMN),
    FORM(Set.of());

    private final Set<String> namespaces;

    Kind(Set<String> namespaces) {
      this.namespaces = namespaces;
    }
  }

  private static final Map<String, Kind> ENDINGS =
      Map.of(
          ".bpmn", Kind.DIAGRAM,
          ".bpmn20.xml", Kind.DIAGRAM,
          ".dmn", Kind.TABLE,
          ".dmn11.xml", Kind.TABLE,
          ".form", Kind.FORM);

  private static final int LONGEST_NAME = 200;

  /** Folders and a file: nothing that leads upwards, is hidden or has a meaning to a shell. */
  private static final Pattern NAME =
      Pattern.compile(
          "[\\p{L}\\p{N}][\\p{L}\\p{N} ._()+-]*(/[\\p{L}\\p{N}][\\p{L}\\p{N} ._()+-]*)*");

  private static final Pattern ENCODING =
      Pattern.compile("\\A\\s*<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"']*)[\"']");

  private static final byte[] ARCHIVE = {'P', 'K'};

  /**
   * Reads a file as what its name says.
   *
   * @return empty when it cannot be read, of which a finding tells
   */
  static Optional<ModelFile> read(
      String name, byte[] bytes, GateSettings limits, Findings findings) {
    try {
      Kind kind = kind(name);
      String text = text(bytes, limits);
      if (kind == Kind.FORM) {
        JsonNode form = SafeJson.read(text, limits);
        if (!form.isObject()) {
          throw new UnreadableException("json-broken", 0, "is no form but some other JSON");
        }
        return Optional.of(new ModelFile(name, kind, text, null, form));
      }
      refuseOtherEncodings(text);
      XmlElement root = SafeXml.read(name, text, limits);
      if (!root.name().equals("definitions") || !kind.namespaces.contains(root.namespace())) {
        throw new UnreadableException(
            "xml-other",
            root.line(),
            "is not what its name says but {%s}%s"
                .formatted(Findings.quote(root.namespace()), Findings.quote(root.name())));
      }
      return Optional.of(new ModelFile(name, kind, text, root, null));
    } catch (UnreadableException e) {
      findings.add(name, "The file", e.line(), e.rule(), "%s", e.getMessage());
      return Optional.empty();
    }
  }

  private static Kind kind(String name) {
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches() || name.contains("..")) {
      throw new UnreadableException(
          "file-name",
          0,
          "has a name with something else than letters, digits, spaces and . _ - ( )");
    }
    return ENDINGS.entrySet().stream()
        .filter(ending -> name.endsWith(ending.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(
            () ->
                new UnreadableException(
                    "file-type", 0, "is no .bpmn, .dmn or .form, and nothing else is accepted"));
  }

  private static String text(byte[] bytes, GateSettings limits) {
    if (bytes.length > limits.maxFileSize().toBytes()) {
      throw new UnreadableException(
          "file-size", 0, "is larger than " + limits.maxFileSize().toKilobytes() + " KB");
    }
    if (bytes.length > 1 && bytes[0] == ARCHIVE[0] && bytes[1] == ARCHIVE[1]) {
      throw new UnreadableException("file-type", 0, "is an archive");
    }
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableException("file-encoding", 0, "is not encoded in UTF-8");
    }
    if (text.indexOf('\0') >= 0) {
      throw new UnreadableException("file-encoding", 0, "is not encoded in UTF-8");
    }
    // A byte order mark is no part of the text.
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** The engine reads the bytes as the file says; it must read there what we have read here. */
  private static void refuseOtherEncodings(String text) {
    Matcher declared = ENCODING.matcher(text);
    if (declared.find() && !declared.group(1).equalsIgnoreCase("UTF-8")) {
      throw new UnreadableException(
          "file-encoding", 1, "says that it is not encoded in UTF-8 but in another way");
    }
  }
}
