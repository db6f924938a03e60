package org.ims.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Where the pages for people without Tasklist lie: HTML with a login form, in contrast to the API,
 * which speaks JSON to programs.
 */
public final class PagePaths {

  private static final List<String> PAGES =
      List.of("/report", "/status", "/services", "/subscriptions", "/messages", "/login");

  /** Every path of the pages, for Spring's path patterns. */
  public static final List<String> PATTERNS = PAGES.stream().map(page -> page + "/**").toList();

  /** The same, for patterns of servlet filters. */
  public static final List<String> SERVLET_PATTERNS =
      PAGES.stream().map(page -> page + "/*").toList();

  private PagePaths() {}

  /** Whether a person looks at the answer, in contrast to a program. */
  public static boolean asksForHtml(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
  }

  /**
   * @param path without the context path
   */
  public static boolean isPage(String path) {
    return PAGES.stream().anyMatch(page -> path.equals(page) || path.startsWith(page + "/"));
  }
}
