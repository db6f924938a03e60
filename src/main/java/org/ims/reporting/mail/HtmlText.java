package org.ims.reporting.mail;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** The words of a page, as somebody would read them out: no markup, no scripts, nothing hidden. */
final class HtmlText implements NodeFilter {

  private static final Set<String> LINES = Set.of("li", "tr", "dt", "dd", "option");
  private static final Set<String> PARAGRAPHS =
      Set.of("p", "table", "ul", "ol", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote");
  private static final Set<String> CELLS = Set.of("td", "th");

  /** As plain mails draw a line. */
  private static final String RULE = "________________________________";

  /** Deeper quotations are marked as this deep: a short page must not become a long text. */
  private static final int DEEPEST_QUOTE = 10;

  /** More of where a link leads tells nobody more. */
  private static final int LONGEST_TARGET = 2_000;

  private final StringBuilder text = new StringBuilder();
  private final int most;
  private int quoted;
  private int preformatted;

  private HtmlText(int most) {
    this.most = most;
  }

  /**
   * @param most after how many characters it stops, in the middle of a page; where it does, the
   *     text is a little longer than that
   */
  static String of(String html, int most) {
    Document page = Jsoup.parse(html);
    page.select(
            "script, style, head, title, noscript, template, object, svg, [hidden],"
                + " [style~=(?i)display\\s*:\\s*none]")
        .remove();
    HtmlText words = new HtmlText(most);
    page.filter(words);
    return words.text.toString();
  }

  @Override
  public FilterResult head(Node node, int depth) {
    begin(node);
    return orStop();
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    end(node);
    return orStop();
  }

  private FilterResult orStop() {
    return isFull() ? FilterResult.STOP : FilterResult.CONTINUE;
  }

  private boolean isFull() {
    return text.length() > most;
  }

  private void begin(Node node) {
    if (node instanceof TextNode words) {
      append(preformatted > 0 ? words.getWholeText() : words.text());
    } else if (node instanceof Element element) {
      String name = element.normalName();
      switch (name) {
        case "br" -> newLine();
        case "hr" -> {
          freshLine();
          append(RULE);
          newLine();
        }
        case "blockquote" -> {
          freshLine();
          quoted++;
        }
        case "pre" -> {
          freshLine();
          preformatted++;
        }
        case "li" -> {
          freshLine();
          append("- ");
        }
        default -> {
          if (isLine(element)) {
            freshLine();
          }
        }
      }
    }
  }

  private void end(Node node) {
    if (!(node instanceof Element element)) {
      return;
    }
    String name = element.normalName();
    if (name.equals("a")) {
      link(element);
    } else if (CELLS.contains(name)) {
      append(" ");
    } else if (isLine(element)) {
      freshLine();
    }
    if (name.equals("blockquote")) {
      quoted--;
    } else if (name.equals("pre")) {
      preformatted--;
    }
    if (PARAGRAPHS.contains(name)) {
      newLine();
    }
  }

  private static boolean isLine(Element element) {
    return LINES.contains(element.normalName())
        || (element.isBlock() && !CELLS.contains(element.normalName()));
  }

  /** Where it leads in truth, which the words of a link need not say. */
  private void link(Element link) {
    String target = PlainText.cut(link.attr("href").strip(), LONGEST_TARGET);
    boolean leadsOut = target.regionMatches(true, 0, "http", 0, 4);
    if (leadsOut && !link.text().contains(target)) {
      append(" <" + target + ">");
    }
  }

  private void append(String words) {
    for (String line : words.split("(?<=\n)")) {
      if (isFull()) {
        return;
      }
      boolean atStart = isAtStart();
      String visible = atStart && preformatted == 0 ? line.stripLeading() : line;
      if (!visible.isEmpty()) {
        text.append(atStart ? quotation() : "").append(visible);
      }
    }
  }

  private String quotation() {
    return "> ".repeat(Math.min(quoted, DEEPEST_QUOTE));
  }

  private boolean isAtStart() {
    return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
  }

  private void freshLine() {
    if (!isAtStart()) {
      text.append('\n');
    }
  }

  private void newLine() {
    if (isAtStart() && quoted > 0) {
      text.append(quotation());
    }
    text.append('\n');
  }
}
