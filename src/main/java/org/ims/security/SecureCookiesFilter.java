package org.ims.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps a cookie that was given over TLS from ever travelling without it. The engine's web
 * applications can only do so always or never, and a proxy that ends TLS is a matter of each
 * request.
 */
class SecureCookiesFilter extends OncePerRequestFilter {

  private static final String SECURE = "; Secure";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, request.isSecure() ? new SecureResponse(response) : response);
  }

  private static final class SecureResponse extends HttpServletResponseWrapper {

    SecureResponse(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void addHeader(String name, String value) {
      super.addHeader(name, secured(name, value));
    }

    @Override
    public void setHeader(String name, String value) {
      super.setHeader(name, secured(name, value));
    }

    private static String secured(String name, String value) {
      return HttpHeaders.SET_COOKIE.equalsIgnoreCase(name)
              && !value.toLowerCase(Locale.ROOT).matches(".*;\\s*secure\\s*(;.*)?")
          ? value + SECURE
          : value;
    }
  }
}
