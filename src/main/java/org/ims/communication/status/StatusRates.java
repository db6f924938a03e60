package org.ims.communication.status;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.ims.engine.web.AddressRates;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How often somebody without a login may ask. */
@Configuration(proxyBeanMethods = false)
class StatusRates implements WebMvcConfigurer, HandlerInterceptor {

  /** More questions from one address than are answered. */
  @ResponseStatus(
      code = HttpStatus.TOO_MANY_REQUESTS,
      reason = "Too many requests came from this address; try again later.")
  static class TooManyRequestsException extends RuntimeException {}

  private final AddressRates addresses;
  private final StatusBoards boards;
  private final StatusSettings settings;

  StatusRates(StatusBoards boards, StatusSettings settings) {
    this.addresses = new AddressRates(settings.perAddress(), settings.window());
    this.boards = boards;
    this.settings = settings;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns(StatusConfiguration.PATHS);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (boards.readers() == Readers.OUTSIDE && !addresses.take(request.getRemoteAddr())) {
      response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(settings.window().toSeconds()));
      throw new TooManyRequestsException();
    }
    return true;
  }
}
