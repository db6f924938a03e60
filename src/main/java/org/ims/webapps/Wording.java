package org.ims.webapps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the texts of Camunda's web applications in our words: Camunda's own file with the texts of
 * {@code webapps/wording.json} laid over it. What the engine calls an incident is a failed job,
 * which is called a stuck job here, since an incident is the business case.
 */
@RestController
@Hidden
class Wording {

  private static final String COCKPIT = "cockpit";
  private static final Pattern INCIDENT = Pattern.compile("\\b(I|i)ncident(s?)\\b");

  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<String, byte[]> texts = new ConcurrentHashMap<>();

  @GetMapping("/camunda/app/{application:tasklist|cockpit|admin|welcome}/locales/en.json")
  ResponseEntity<byte[]> texts(@PathVariable String application) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noCache())
        .body(texts.computeIfAbsent(application, this::inOurWords));
  }

  private byte[] inOurWords(String application) {
    try {
      JsonNode texts =
          read("META-INF/resources/webjars/camunda/app/" + application + "/locales/en.json");
      ObjectNode labels = (ObjectNode) texts.path("labels");
      if (COCKPIT.equals(application)) {
        labels.properties().forEach(label -> label.setValue(stuckJobs(label.getValue())));
      }
      read("webapps/wording.json")
          .path(application)
          .properties()
          .forEach(ours -> labels.set(ours.getKey(), ours.getValue()));
      return mapper.writeValueAsBytes(texts);
    } catch (IOException e) {
      throw new UncheckedIOException("The texts of " + application + " cannot be read", e);
    }
  }

  private static JsonNode stuckJobs(JsonNode text) {
    return TextNode.valueOf(
        INCIDENT
            .matcher(text.asText())
            .replaceAll(
                word -> (word.group(1).equals("I") ? "Stuck job" : "stuck job") + word.group(2)));
  }

  private JsonNode read(String path) throws IOException {
    try (InputStream stream = new ClassPathResource(path).getInputStream()) {
      return mapper.readTree(stream);
    }
  }
}
