package org.ims.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost filter: whatever fails outside our controllers gets the status that tells the
 * client whether a repeat helps. That is above all the login, which needs the database too, and the
 * engine's own REST API, which answers every failure with 500.
 */
class TruthfulAnswersFilter extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(TruthfulAnswersFilter.class);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!isEngines(request)) {
      answer(request, response, chain);
      return;
    }
    try (EngineRequest engineRequest = EngineRequest.begin()) {
      answer(request, new EngineResponse(request, response, engineRequest), chain);
    }
  }

  /** By the servlet that will answer, however the client spells its path. */
  private static boolean isEngines(HttpServletRequest request) {
    String servlet = request.getServletPath();
    return servlet.startsWith("/engine-rest") || servlet.startsWith("/camunda/api");
  }

  private static void answer(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException e) {
      Optional<Outcome> outcome = Outcome.of(e);
      if (outcome.isEmpty() || response.isCommitted()) {
        throw e;
      }
      HttpStatus status = Problems.status(outcome.get());
      LOG.warn("Answered {} to {}: {}", status.value(), request.getRequestURI(), e.toString());
      Problems.write(response, status, Problems.of(outcome.get()).getDetail());
    }
  }

  /** Replaces the engine's 500 by what its failure means. */
  private static final class EngineResponse extends HttpServletResponseWrapper {

    private final HttpServletRequest request;
    private final EngineRequest engineRequest;

    EngineResponse(
        HttpServletRequest request, HttpServletResponse response, EngineRequest engineRequest) {
      super(response);
      this.request = request;
      this.engineRequest = engineRequest;
    }

    @Override
    public void setStatus(int status) {
      super.setStatus(truthful(status));
    }

    @Override
    public void sendError(int status) throws IOException {
      super.sendError(truthful(status));
    }

    @Override
    public void sendError(int status, String message) throws IOException {
      super.sendError(truthful(status), message);
    }

    private int truthful(int status) {
      if (status >= 400 && BodyLimitFilter.exceeded(request)) {
        return HttpStatus.PAYLOAD_TOO_LARGE.value();
      }
      if (status != HttpStatus.INTERNAL_SERVER_ERROR.value()) {
        return status;
      }
      Optional<HttpStatus> known = engineRequest.outcome().map(Problems::status);
      if (known.isPresent() && known.get() == HttpStatus.SERVICE_UNAVAILABLE) {
        setHeader(HttpHeaders.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS);
      }
      return known.map(HttpStatus::value).orElse(status);
    }
  }
}
