package org.ims.engine.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** A document is read by anybody, kept for years, and fetches nothing. */
class PdfDocumentsTest {

  private static final Instant NOW = Instant.parse("2026-03-02T08:15:30.123Z");
  private static final String TEXT =
      "Übergrößenträger für Ärzte; Ελληνικά: Ωμέγα; Кириллица: Жёлтый; čšž ŁĐ ğ; → ✓ €";

  private final PdfDocuments documents = new PdfDocuments(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void showsTheLettersOfEuropeAndBreaksLongWords() throws IOException {
    String word = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(8);
    byte[] bytes = sample(TEXT + " " + word, "");
    keep("letters.pdf", bytes);

    try (PDDocument document = Loader.loadPDF(bytes)) {
      String text = text(document);
      assertThat(text)
          .contains("Übergrößenträger", "Ελληνικά: Ωμέγα", "Жёлтый", "čšž", "→", "✓", "€")
          .doesNotContain("\uFFFD");
      assertThat(text.replaceAll("\\s", "")).contains(word);
      for (PDPage page : document.getPages()) {
        assertThat(page.getMediaBox().getWidth()).isBetween(595f, 596f);
        for (COSName name : page.getResources().getFontNames()) {
          PDFont font = page.getResources().getFont(name);
          assertThat(font.isEmbedded()).as(font.getName()).isTrue();
        }
      }
    }
  }

  @Test
  void numbersItsPagesAndMarksItsHeadings() throws IOException {
    try (PDDocument document = Loader.loadPDF(sample(TEXT, ""))) {
      int pages = document.getNumberOfPages();
      assertThat(pages).isGreaterThan(1);
      assertThat(text(document)).contains("Page 1 of " + pages, "Page " + pages + " of " + pages);
      PDOutlineItem title = document.getDocumentCatalog().getDocumentOutline().getFirstChild();
      assertThat(title.getTitle()).isEqualTo("A sample & its title");
      assertThat(title.children()).extracting(PDOutlineItem::getTitle).contains("Words", "Table");
    }
  }

  @Test
  void isTaggedAndArchivable() throws IOException {
    try (PDDocument document = Loader.loadPDF(sample(TEXT, ""))) {
      String xmp =
          new String(
              document.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8);
      assertThat(xmp).contains("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<");
      assertThat(xmp).contains("<xmp:CreateDate>2026-03-02T08:15:30Z<");
      assertThat(document.getDocumentInformation().getCreationDate().toInstant())
          .isEqualTo("2026-03-02T08:15:30Z");
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("A sample & its title");
      assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(document.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
      assertThat(document.getDocumentCatalog().getOutputIntents()).hasSize(1);
    }
  }

  @Test
  void hasTheSameBytesWhenItIsMadeAgain() {
    assertThat(sample(TEXT, "")).isEqualTo(sample(TEXT, ""));
    assertThat(sample(TEXT, "")).isNotEqualTo(sample(TEXT + ".", ""));
  }

  @Test
  void takesTheTextOfPeopleAsText() throws IOException {
    String attack =
        "<img src=\"http://127.0.0.1:9/x.png\"> </p><script>alert(1)</script> [[${7*7}]] &amp;"
            + " \u0001\u0008";
    byte[] bytes = sample(attack, "");
    keep("attack.pdf", bytes);
    try (PDDocument document = Loader.loadPDF(bytes)) {
      assertThat(text(document))
          .contains("<img src=", "<script>alert(1)</script>", "[[${7*7}]]", "&amp;");
    }
  }

  /** Even if a template wrote what it should have escaped. */
  @Test
  void fetchesNothing() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(300);
      String base = "http://127.0.0.1:" + server.getLocalPort();
      Path secret = Files.createTempFile("secret", ".css");
      Files.writeString(secret, "body:before { content: 'stolen'; }");
      String raw =
          """
          <img src="%1$s/a.png" alt="a"><link rel="stylesheet" href="%1$s/b.css">
          <link rel="stylesheet" href="%2$s">
          <style>@import url('%1$s/c.css'); @font-face { font-family: F; src: url('%1$s/f.ttf'); }
          p { background-image: url('%1$s/d.png'); font-family: F; }</style>
          <object data="%1$s/e.svg" type="image/svg+xml"></object><iframe src="%1$s/g"></iframe>
          <p>behind</p><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
            width="50" height="50"><image xlink:href="%1$s/h.png" width="9" height="9"></image></svg>
          """
              .formatted(base, secret.toUri());
      byte[] bytes = sample(TEXT, raw);
      Assertions.assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
      try (PDDocument document = Loader.loadPDF(bytes)) {
        assertThat(text(document)).contains("behind").doesNotContain("stolen");
      }
    }
  }

  private byte[] sample(String text, String raw) {
    return documents.render(
        "Sample",
        Map.of(
            "title",
            "A sample & its title",
            "text",
            text,
            "rows",
            IntStream.rangeClosed(1, 40).boxed().toList(),
            "raw",
            raw));
  }

  private static String text(PDDocument document) throws IOException {
    return new PDFTextStripper().getText(document);
  }

  /** To be looked at. */
  private static void keep(String name, byte[] bytes) throws IOException {
    Path directory = Files.createDirectories(Path.of("target/pdf"));
    Files.write(directory.resolve(name), bytes);
  }
}
