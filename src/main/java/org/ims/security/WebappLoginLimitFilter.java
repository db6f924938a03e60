package org.ims.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;

/**
 * Applies the limit per address to the login of the engine's web applications, and tells who failed
 * there.
 */
class WebappLoginLimitFilter extends OncePerRequestFilter {

  private static final String USER_NAME = "username=";

  /** Longer than any login; what comes after it is not kept. */
  private static final int FORM = 4096;

  private final AddressLimit limit;
  private final ObjectProvider<SignIns> signIns;

  WebappLoginLimitFilter(AddressLimit limit, ObjectProvider<SignIns> signIns) {
    this.limit = limit;
    this.signIns = signIns;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getPathInfo();
    return !request.getMethod().equals("POST") || path == null || !path.contains("/login/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String address = request.getRemoteAddr();
    if (limit.exceeded(address)) {
      ProblemAnswers.tooManyFailures(response, limit);
      return;
    }
    // The engine reads the form itself, so it cannot be asked for its fields before.
    ContentCachingRequestWrapper form = new ContentCachingRequestWrapper(request, FORM);
    chain.doFilter(form, response);
    if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
      limit.failed(address);
      signIns.getObject().failed(login(form.getContentAsString()), address);
    }
  }

  private static String login(String form) {
    try {
      return Stream.of(form.split("&"))
          .filter(field -> field.startsWith(USER_NAME))
          .map(field -> field.substring(USER_NAME.length()))
          .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
          .findFirst()
          .orElse("");
    } catch (IllegalArgumentException e) {
      // Not encoded as a form is; nobody has such a login.
      return "";
    }
  }
}
