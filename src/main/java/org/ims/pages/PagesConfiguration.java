package org.ims.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ims.engine.web.PageLink;
import org.ims.engine.web.PagePaths;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives every page its frame: where one can go from here, and as whom. */
@Configuration(proxyBeanMethods = false)
class PagesConfiguration implements WebMvcConfigurer {

  private final ObjectProvider<PageLink> links;

  PagesConfiguration(ObjectProvider<PageLink> links) {
    this.links = links;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(
            new HandlerInterceptor() {
              /** Before the page, so that a page that tells of a failure has its frame too. */
              @Override
              public boolean preHandle(
                  HttpServletRequest request, HttpServletResponse response, Object handler) {
                request.setAttribute("frame", frame(request.getServletPath()));
                return true;
              }
            })
        .addPathPatterns(PagePaths.PATTERNS);
  }

  PageFrame frame(String path) {
    Authentication reader = SecurityContextHolder.getContext().getAuthentication();
    if (reader == null || reader instanceof AnonymousAuthenticationToken) {
      return new PageFrame(List.of(), null, path);
    }
    Set<String> groups =
        reader.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .collect(Collectors.toSet());
    return new PageFrame(
        links.stream()
            .filter(link -> link.isFor(groups))
            .sorted(Comparator.comparing(PageLink::position))
            .toList(),
        reader.getName(),
        path);
  }
}
