package org.ims.engine.web;

import java.util.List;

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

  /**
   * @param path without the context path
   */
  public static boolean isPage(String path) {
    return PAGES.stream().anyMatch(page -> path.equals(page) || path.startsWith(page + "/"));
  }
}
