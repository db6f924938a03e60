package org.ims.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.UrlResource;

/** A model has one name, wherever the application was unpacked or built. */
class StableResourceNamesTest {

  private static final String NAME = "processes/triage/Example.bpmn";

  @TempDir Path directory;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void restoreClassPath() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void inADirectoryWhoseNameRepeatsThePath() throws IOException {
    Path root = directory.resolve("processes/triage/processes");
    Path model = Files.createDirectories(root.resolve("processes/triage")).resolve("Example.bpmn");
    Files.writeString(model, "<definitions/>");
    addToClassPath(root.toUri().toURL());
    assertThat(nameOf(model.toUri().toURL())).isEqualTo(NAME);
  }

  @Test
  void inAJar() throws IOException {
    Path jar = directory.resolve("ims.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream content = new JarOutputStream(file)) {
      content.putNextEntry(new JarEntry(NAME));
      content.closeEntry();
    }
    addToClassPath(jar.toUri().toURL());
    assertThat(nameOf(URI.create("jar:" + jar.toUri().toURL() + "!/" + NAME).toURL()))
        .isEqualTo(NAME);
  }

  @Test
  void whatIsNotOnTheClassPathHasNone() throws IOException {
    Path model = Files.createFile(directory.resolve("Elsewhere.bpmn"));
    URL url = model.toUri().toURL();
    assertThatIllegalStateException()
        .isThrownBy(() -> nameOf(url))
        .withMessageContaining("Elsewhere.bpmn");
  }

  private static String nameOf(URL url) {
    return StableResourceNames.named(new UrlResource(url)).getPathWithinContext();
  }

  private void addToClassPath(URL root) {
    Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[] {root}, before));
  }
}
