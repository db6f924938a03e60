package org.ims.webapps;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.ims.engine.choices.Asker;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.DigestUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Rewrites the forms that the engine serves to Tasklist and to REST clients so that their choices
 * are live. It stands in front of the engine's own servlets, which know nothing of it; everything
 * that is not a form with live choices, errors above all, passes untouched.
 */
class LiveChoicesFilter extends OncePerRequestFilter {

  private static final Pattern FORM =
      Pattern.compile(
          ".*/(?:task/[^/]+/deployed-form|process-definition/.+/deployed-start-form)/?");

  /** The options change without the form changing, so an old copy must not be confirmed. */
  private static final Set<String> CONDITIONS =
      caseInsensitive("If-None-Match", "If-Modified-Since");

  private final Supplier<LiveChoices> choices;
  private final Function<HttpServletRequest, Asker> askers;

  LiveChoicesFilter(Supplier<LiveChoices> choices, Function<HttpServletRequest, Asker> askers) {
    this.choices = choices;
    this.askers = askers;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !HttpMethod.GET.matches(request.getMethod())
        || !FORM.matcher(request.getRequestURI()).matches();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ContentCachingResponseWrapper served = new ContentCachingResponseWrapper(response);
    chain.doFilter(new Unconditional(request), served);
    Optional<byte[]> filled =
        served.getStatus() == HttpServletResponse.SC_OK
            ? choices.get().fill(served.getContentAsByteArray(), askers.apply(request))
            : Optional.empty();
    if (filled.isPresent()) {
      byte[] body = filled.get();
      served.resetBuffer();
      if (served.containsHeader(HttpHeaders.ETAG)) {
        served.setHeader(HttpHeaders.ETAG, '"' + DigestUtils.md5DigestAsHex(body) + '"');
      }
      served.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      served.setContentLength(body.length);
      served.getOutputStream().write(body);
    }
    served.copyBodyToResponse();
  }

  private static Set<String> caseInsensitive(String... names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Collections.addAll(set, names);
    return set;
  }

  private static final class Unconditional extends HttpServletRequestWrapper {

    Unconditional(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getHeader(String name) {
      return CONDITIONS.contains(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return CONDITIONS.contains(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public long getDateHeader(String name) {
      return CONDITIONS.contains(name) ? -1 : super.getDateHeader(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      return Collections.enumeration(
          Collections.list(super.getHeaderNames()).stream()
              .filter(name -> !CONDITIONS.contains(name))
              .toList());
    }
  }
}
