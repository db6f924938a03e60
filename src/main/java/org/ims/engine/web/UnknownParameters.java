package org.ims.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Violation;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses query parameters that an operation does not have: a mistyped filter that is silently
 * ignored returns everything. An operation that takes all parameters checks their names itself.
 */
@Configuration(proxyBeanMethods = false)
class UnknownParameters implements WebMvcConfigurer, HandlerInterceptor {

  private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/api/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method && !takesAll(method)) {
      Set<String> known = names(method);
      List<Violation> violations =
          new TreeSet<>(request.getParameterMap().keySet())
              .stream()
                  .filter(name -> !known.contains(name))
                  .map(name -> new Violation(name, "unknown", "There is no such parameter."))
                  .toList();
      if (!violations.isEmpty()) {
        throw new InvalidInputException(violations);
      }
    }
    return true;
  }

  private static boolean takesAll(HandlerMethod method) {
    return parameters(method)
        .anyMatch(parameter -> Map.class.isAssignableFrom(parameter.getParameterType()));
  }

  private static Set<String> names(HandlerMethod method) {
    return parameters(method)
        .map(
            parameter -> {
              String name = parameter.getParameterAnnotation(RequestParam.class).name();
              parameter.initParameterNameDiscovery(NAMES);
              return name.isEmpty() ? parameter.getParameterName() : name;
            })
        .collect(Collectors.toSet());
  }

  private static Stream<MethodParameter> parameters(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class));
  }
}
