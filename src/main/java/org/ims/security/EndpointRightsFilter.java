package org.ims.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ims.engine.web.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Asks {@link EndpointRights} about each request of our API, after its sender is known. */
class EndpointRightsFilter extends OncePerRequestFilter {

  private final ProblemAnswers answers;

  EndpointRightsFilter(ProblemAnswers answers) {
    this.answers = answers;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getServletPath().startsWith("/api");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpMethod method = HttpMethod.valueOf(request.getMethod());
    PathContainer path =
        RequestPath.parse(request.getRequestURI(), request.getContextPath())
            .pathWithinApplication();
    Set<HttpMethod> methods = EndpointRights.methods(path);
    Optional<EndpointRights.Row> row = EndpointRights.find(method, path);
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    if (methods.isEmpty()) {
      Problems.write(response, HttpStatus.NOT_FOUND, "There is no such address.");
    } else if (row.isEmpty() && !method.equals(HttpMethod.OPTIONS)) {
      response.setHeader(
          HttpHeaders.ALLOW,
          methods.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", ")));
      Problems.write(
          response, HttpStatus.METHOD_NOT_ALLOWED, "This address does not know the method.");
    } else if (row.isEmpty() || allows(row.get(), caller)) {
      chain.doFilter(request, response);
    } else if (row.get().hiddenFrom(groups(caller))) {
      Problems.write(response, HttpStatus.NOT_FOUND, "Not found.");
    } else {
      answers.refuse(response);
    }
  }

  private static boolean allows(EndpointRights.Row row, Authentication caller) {
    // Nobody in particular comes here where a component declared something public.
    boolean known = caller != null && !(caller instanceof AnonymousAuthenticationToken);
    return (known || row.audience() == EndpointRights.ANYBODY)
        && row.lets(groups(caller))
        && (!(caller instanceof ApiTokenAuthentication token) || token.covers(row.scope()));
  }

  private static Collection<String> groups(Authentication caller) {
    return caller == null
        ? Set.of()
        : caller.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .collect(Collectors.toSet());
  }
}
