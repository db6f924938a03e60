package org.ims.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.TreeSet;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Violation;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses query parameters where the API has none: a mistyped filter that is silently ignored
 * returns everything. An operation that takes parameters checks their names itself.
 */
@Configuration(proxyBeanMethods = false)
class UnknownParameters implements WebMvcConfigurer, HandlerInterceptor {

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/api/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method && !takesParameters(method)) {
      List<Violation> violations =
          new TreeSet<>(request.getParameterMap().keySet())
              .stream()
                  .map(name -> new Violation(name, "unknown", "There is no such parameter."))
                  .toList();
      if (!violations.isEmpty()) {
        throw new InvalidInputException(violations);
      }
    }
    return true;
  }

  private static boolean takesParameters(HandlerMethod method) {
    for (MethodParameter parameter : method.getMethodParameters()) {
      if (parameter.hasParameterAnnotation(RequestParam.class)) {
        return true;
      }
    }
    return false;
  }
}
