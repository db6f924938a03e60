package org.ims.webapps;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds the few lists that Cockpit asks for without end, such as the versions of a process: the
 * engine refuses those since it has a limit, and the page would stay incomplete.
 */
class BoundedListsFilter extends OncePerRequestFilter {

  private static final Pattern LIST =
      Pattern.compile(".*/api/engine/engine/[^/]+/(?:process|decision)-definition/?");
  private static final Pattern BOUND = Pattern.compile("(?:^|.*&)maxResults=.*");

  private final int limit;

  BoundedListsFilter(int limit) {
    this.limit = limit;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !HttpMethod.GET.matches(request.getMethod())
        || !LIST.matcher(request.getRequestURI()).matches()
        || (request.getQueryString() != null && BOUND.matcher(request.getQueryString()).matches());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String bound = "maxResults=" + limit;
    String query = request.getQueryString();
    chain.doFilter(
        new HttpServletRequestWrapper(request) {
          @Override
          public String getQueryString() {
            return query == null ? bound : query + "&" + bound;
          }
        },
        response);
  }
}
