package org.ims.webapps;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ims.engine.RestrictedView;
import org.ims.engine.choices.Asker;
import org.ims.incident.Reader;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps restricted incidents from those who read the engine's own interfaces and must not know of
 * them. Whatever only reads is answered from tables in which they are missing; what changes
 * something needs the real ones, and so is refused when it names a thing that is missing there.
 */
class RestrictedInstancesFilter extends OncePerRequestFilter {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private static final String ENGINE =
      "/(?:engine-rest(?:/engine/[^/]+)?|camunda/api/engine/engine/[^/]+)";

  /** Queries that are too long for an address. */
  private static final Pattern QUERY =
      Pattern.compile(
          ENGINE
              + "/(?:(?:task|execution|process-instance|variable-instance|job|external-task"
              + "|event-subscription|history/[a-z-]+)(?:/count)?"
              + "|filter/[^/]+/(?:list|count|singleResult))/?"
              + "|/camunda/api/cockpit/.*");

  private static final Pattern THING =
      Pattern.compile(
          ENGINE
              + "/(process-instance|execution|task|job|external-task|incident)/([0-9A-Za-z-]+)"
              + "(?:/.*)?");

  private final ObjectMapper mapper = new ObjectMapper();
  private final Supplier<RestrictedInstances> restricted;
  private final Function<HttpServletRequest, Asker> askers;

  RestrictedInstancesFilter(
      Supplier<RestrictedInstances> restricted, Function<HttpServletRequest, Asker> askers) {
    this.restricted = restricted;
    this.askers = askers;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Asker asker = askers.apply(request);
    Reader reader = new Reader(asker.user(), asker.groups());
    if (reader.seesAll()) {
      chain.doFilter(request, response);
      return;
    }
    String path = request.getRequestURI().substring(request.getContextPath().length());
    if (READING.contains(request.getMethod()) || QUERY.matcher(path).matches()) {
      RestrictedView.open(reader);
      try {
        chain.doFilter(request, response);
      } finally {
        RestrictedView.close();
      }
      return;
    }
    Matcher thing = THING.matcher(path);
    if (thing.matches() && restricted.get().hides(thing.group(1), thing.group(2), reader)) {
      refuse(response);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** In the engine's own words. */
  private void refuse(HttpServletResponse response) throws IOException {
    response.setStatus(HttpStatus.NOT_FOUND.value());
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    byte[] body =
        mapper.writeValueAsBytes(
            mapper
                .createObjectNode()
                .put("type", "InvalidRequestException")
                .put("message", "There is no such thing."));
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
