package org.ims.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ims.docs.Models;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Draws every diagram as a picture under target/pictures; with -Dims.docs.update=true also under
 * docs/images, where the README shows it.
 */
@Tag("browser")
@ExtendWith(Chromium.class)
class DiagramPicturesTest {

  private static final String RENDERER =
      "META-INF/resources/webjars/bpmn-visualization/0.46.0/dist/bpmn-visualization.min.js";

  private static final Pattern POINT =
      Pattern.compile(
          "<d[ci]:(?:Bounds|waypoint) x=\"(-?[\\d.]+)\" y=\"(-?[\\d.]+)\""
              + "(?: width=\"([\\d.]+)\" height=\"([\\d.]+)\")?");

  private static final int MARGIN = 30;

  static Stream<Path> diagrams() throws IOException {
    return Models.bpmn().stream();
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void draws(Path diagram, Browser browser) throws IOException {
    String xml = Files.readString(diagram);
    int[] size = sizeOf(xml);
    try (Page page = browser.newPage(new Browser.NewPageOptions().setDeviceScaleFactor(1.5))) {
      page.setViewportSize(size[0], size[1]);
      page.setContent(
          "<body style='margin:0;background:#fff'><div id='d' style='width:100vw;height:100vh'>"
              + "</div></body>");
      page.addScriptTag(new Page.AddScriptTagOptions().setContent(renderer()));
      page.evaluate(
          "xml => new bpmnvisu.BpmnVisualization({container: 'd'})"
              + ".load(xml, {fit: {type: 'Center', margin: 16}})",
          xml);
      assertThat(page.locator("#d svg [data-bpmn-id]").count())
          .as("elements drawn of %s", diagram)
          .isGreaterThan(3);
      byte[] picture = page.screenshot();
      write(Path.of("target/pictures"), diagram, picture);
      if (Models.updatesDocs()) {
        write(Models.IMAGES, diagram, picture);
        Models.rememberDrawn(diagram);
      }
    }
  }

  /** Width and height of the drawing as the diagram interchange gives it, with a margin. */
  private static int[] sizeOf(String xml) {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    Matcher point = POINT.matcher(xml);
    while (point.find()) {
      double x = Double.parseDouble(point.group(1));
      double y = Double.parseDouble(point.group(2));
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + number(point.group(3)));
      bottom = Math.max(bottom, y + number(point.group(4)));
    }
    return new int[] {(int) (right - left) + 2 * MARGIN, (int) (bottom - top) + 2 * MARGIN};
  }

  private static double number(String text) {
    return text == null ? 0 : Double.parseDouble(text);
  }

  private static void write(Path directory, Path diagram, byte[] picture) throws IOException {
    Files.createDirectories(directory);
    Files.write(directory.resolve(Models.pictureOf(diagram)), picture);
  }

  private static String renderer() throws IOException {
    try (InputStream script =
        DiagramPicturesTest.class.getClassLoader().getResourceAsStream(RENDERER)) {
      assertThat(script).as(RENDERER).isNotNull();
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
