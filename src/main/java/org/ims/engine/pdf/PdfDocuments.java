package org.ims.engine.pdf;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.ims.engine.Sha256;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Makes PDF documents out of templates: HTML files of Thymeleaf in {@code pdf/} on the class path.
 *
 * <p>A template takes its looks, header and footer from {@code pdf/parts.html}. Each {@code h1},
 * {@code h2} and {@code h3} becomes a bookmark; drawings are SVG within the template. The documents
 * are A4, conform to PDF/A-2a and PDF/UA-1 (tagged, fonts embedded), and depend on the template,
 * the model and the clock's second alone: rendered again, they have the same bytes.
 *
 * <p>What {@code th:text} writes is text. Nothing outside the template is ever fetched.
 */
@Component
public class PdfDocuments {

  private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";

  /** Pictures that a template carries within itself. */
  private static final Set<String> OWN_PICTURES =
      Set.of("data:image/png;base64", "data:image/jpeg;base64");

  private static final Pattern XMP_DATE =
      Pattern.compile("(<xmp:(CreateDate|ModifyDate)>)[^<]*(</xmp:)");

  /** What no font has a picture for, and XML no place. */
  private static final Pattern CONTROL_CHARACTERS = Pattern.compile("[\\p{Cc}&&[^\\t\\n\\r]]");

  private final Clock clock;
  private final TemplateEngine engine;
  private final byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

  PdfDocuments(Clock clock) {
    this.clock = clock;
    XRLog.setLoggingEnabled(false);
    ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
    files.setPrefix("pdf/");
    files.setSuffix(".html");
    files.setTemplateMode(TemplateMode.HTML);
    files.setCharacterEncoding("UTF-8");
    SpringTemplateEngine spring = new SpringTemplateEngine();
    spring.setTemplateResolver(files);
    engine = spring;
  }

  /**
   * @param template the name of a file in {@code pdf/}, without its ending; its {@code title} is
   *     the document's and must not be empty
   * @param model what the template knows
   * @return the document
   * @throws IllegalArgumentException if the template names something that would have to be fetched
   */
  public byte[] render(String template, Map<String, Object> model) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String text = engine.process(template, new Context(Locale.ENGLISH, model));
    Document html = Jsoup.parse(CONTROL_CHARACTERS.matcher(text).replaceAll("\uFFFD"));
    bookmark(html);
    try {
      return pdf(html, now);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private byte[] pdf(Document html, Instant now) throws IOException {
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.withW3cDocument(new W3CDom().fromJsoup(html), null);
    builder.withProducer("IMS");
    builder.usePdfAConformance(PdfAConformance.PDFA_2_A);
    builder.usePdfUaAccessibility(true);
    builder.useColorProfile(colours);
    builder.useReplacementText("\uFFFD");
    builder.useExternalResourceAccessControl(
        PdfDocuments::isOwn, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
    builder.useExternalResourceAccessControl(
        PdfDocuments::isOwn, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
    font(builder, "Sans", 400, FontStyle.NORMAL, "DejaVuSansCondensed.ttf");
    font(builder, "Sans", 700, FontStyle.NORMAL, "DejaVuSansCondensed-Bold.ttf");
    font(builder, "Sans", 400, FontStyle.ITALIC, "DejaVuSansCondensed-Oblique.ttf");
    font(builder, "Mono", 400, FontStyle.NORMAL, "DejaVuSansMono.ttf");
    try (BatikSVGDrawer drawings = new BatikSVGDrawer()) {
      builder.useSVGDrawer(drawings);
      try (PdfBoxRenderer renderer = builder.buildPdfRenderer();
          PDDocument document = renderer.createPDFKeepOpen();
          ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
        date(document, now);
        document.setDocumentId(
            ByteBuffer.wrap(Sha256.of(html.outerHtml().getBytes(StandardCharsets.UTF_8))).getLong()
                ^ now.getEpochSecond());
        document.save(bytes);
        return bytes.toByteArray();
      }
    }
  }

  private static boolean isOwn(String uri, ExternalResourceType type) {
    if (uri == null || uri.indexOf(',') < 0) {
      return false;
    }
    return type == ExternalResourceType.IMAGE_RASTER
        && OWN_PICTURES.contains(uri.substring(0, uri.indexOf(',')));
  }

  private static void font(
      PdfRendererBuilder builder, String family, int weight, FontStyle style, String file) {
    FSSupplier<InputStream> content = () -> PdfDocuments.class.getResourceAsStream(FONTS + file);
    builder.useFont(content, family, weight, style, true);
  }

  /** The document's two places for its dates, which must not differ. */
  private static void date(PDDocument document, Instant now) throws IOException {
    ZonedDateTime at = now.atZone(ZoneOffset.UTC);
    document.getDocumentInformation().setCreationDate(GregorianCalendar.from(at));
    PDMetadata metadata = document.getDocumentCatalog().getMetadata();
    String xmp = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
    metadata.importXMPMetadata(
        XMP_DATE.matcher(xmp).replaceAll("$1" + now + "$3").getBytes(StandardCharsets.UTF_8));
  }

  /** The headings, nested as they are. */
  private static void bookmark(Document html) {
    Element[] last = new Element[4];
    last[0] = html.head().appendElement("bookmarks");
    int serial = 0;
    for (Element heading : html.select("h1, h2, h3")) {
      if (heading.id().isEmpty()) {
        heading.id("heading-" + ++serial);
      }
      int level = heading.tagName().charAt(1) - '0';
      int above = level - 1;
      while (last[above] == null) {
        above--;
      }
      last[level] =
          last[above]
              .appendElement("bookmark")
              .attr("name", heading.text())
              .attr("href", "#" + heading.id());
      for (int deeper = level + 1; deeper < last.length; deeper++) {
        last[deeper] = null;
      }
    }
  }
}
