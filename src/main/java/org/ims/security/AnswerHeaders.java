package org.ims.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/**
 * What each answer says to browsers, whoever gives it: a controller, the engine, a filter that
 * refuses before any chain of Spring Security is asked, or the web server itself. The chains add
 * what differs: how long an answer may be kept, and where its content may come from.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class AnswerHeaders {

  private static final long HSTS_SECONDS = Duration.ofDays(365).toSeconds();

  /** Each is given unless the answer has its own. */
  static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "same-origin",
          "Permissions-Policy",
          "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
              + " magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  /** Outside of all that answers; the headers are written when the answer is about to begin. */
  @Bean
  FilterRegistrationBean<HeaderWriterFilter> answerHeadersFilter() {
    List<HeaderWriter> writers = new ArrayList<>();
    ALWAYS.forEach((name, value) -> writers.add(new StaticHeadersWriter(name, value)));
    writers.add(new HstsHeaderWriter(HSTS_SECONDS, false));
    writers.add(AnswerHeaders::keepNeitherDataNorRefusals);
    FilterRegistrationBean<HeaderWriterFilter> registration =
        new FilterRegistrationBean<>(
            new HeaderWriterFilter(writers) {
              @Override
              protected boolean shouldNotFilterErrorDispatch() {
                // What the web server refuses itself comes this way only.
                return false;
              }
            });
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
    return registration;
  }

  /** The engine lets browsers keep its data on the disk as long as they ask whether it is new. */
  private static void keepNeitherDataNorRefusals(
      HttpServletRequest request, HttpServletResponse response) {
    if (isEngineData(request)
        || response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST
            && !response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }

  /** By the servlet that answers: a matcher of paths gives up on those that are refused. */
  private static boolean isEngineData(HttpServletRequest request) {
    String servlet = request.getServletPath();
    String path = request.getPathInfo();
    return servlet.startsWith("/engine-rest")
        || servlet.startsWith("/camunda/api")
            && !(path != null && path.matches("/plugin/[^/]+/static/.*"));
  }

  @Bean
  FilterRegistrationBean<SecureCookiesFilter> secureCookies() {
    FilterRegistrationBean<SecureCookiesFilter> registration =
        new FilterRegistrationBean<>(new SecureCookiesFilter());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 6);
    return registration;
  }

  /** What the web server refuses before any filter sees it. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusalsOfTheWebServer() {
    return factory ->
        factory.addContextCustomizers(
            context ->
                ((StandardHost) context.getParent()).getPipeline().addValve(new RefusalValve()));
  }
}
