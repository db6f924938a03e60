package org.ims.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.ims.engine.web.PagePaths;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends people who open one of the web applications to the provider, unless they ask for the login
 * of the engine's own users by {@code ?local}; and gives each application a script that follows
 * them out again.
 */
class OidcEntrance extends OncePerRequestFilter {

  static final String OWN_LOGIN = "local";

  /** Each application reads its settings from here before it starts. */
  private static final Pattern SETTINGS =
      Pattern.compile("/camunda/app/(admin|cockpit|tasklist|welcome)/scripts/config\\.js");

  private static final String RESOURCES = "META-INF/resources/webjars/camunda/app/%s/scripts/";

  private final HttpSessionRequestCache wanted = new HttpSessionRequestCache();

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    Matcher settings = SETTINGS.matcher(path);
    if (settings.matches()) {
      response.setContentType("text/javascript;charset=UTF-8");
      response
          .getWriter()
          .write(
              text(RESOURCES.formatted(settings.group(1)) + "config.js")
                  + text("webapps/single-sign-on.js"));
    } else if (opensAnApplication(request, path) && !isSignedIn(request)) {
      wanted.saveRequest(request, response);
      response.sendRedirect(request.getContextPath() + OidcDoor.START);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean opensAnApplication(HttpServletRequest request, String path) {
    return request.getMethod().equals("GET")
        && path.startsWith("/camunda/app/")
        && PagePaths.asksForHtml(request)
        && request.getParameter(OWN_LOGIN) == null;
  }

  private static boolean isSignedIn(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null
        && session.getAttribute(WebappSession.ATTRIBUTE) instanceof Authentications logins
        && !logins.getAuthentications().isEmpty();
  }

  private static String text(String resource) throws IOException {
    return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
  }
}
