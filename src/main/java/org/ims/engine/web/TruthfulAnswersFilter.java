package org.ims.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
      EngineResponse engineResponse = new EngineResponse(request, response, engineRequest);
      answer(request, engineResponse, chain);
      engineResponse.finish();
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

  /**
   * Replaces the engine's 500 by what its failure means; and what it says of a fault in a program,
   * or of JSON that it cannot read, by a sentence that tells nothing of its inside.
   */
  private static final class EngineResponse extends HttpServletResponseWrapper {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final EngineRequest engineRequest;
    private boolean silenced;

    EngineResponse(
        HttpServletRequest request, HttpServletResponse response, EngineRequest engineRequest) {
      super(response);
      this.request = request;
      this.response = response;
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

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      if (!silenced && tellsOfItsInside()) {
        silenced = true;
      }
      return silenced ? new Silence() : super.getOutputStream();
    }

    @Override
    public void flushBuffer() throws IOException {
      if (!silenced) {
        super.flushBuffer();
      }
    }

    private boolean tellsOfItsInside() {
      int status = getStatus();
      if (status == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
        return !engineRequest.isExplained();
      }
      String type = getContentType();
      return status == HttpStatus.BAD_REQUEST.value()
          && type != null
          && type.startsWith(MediaType.TEXT_PLAIN_VALUE);
    }

    /** Says what is to be said instead. */
    void finish() throws IOException {
      if (!silenced) {
        return;
      }
      if (getStatus() == HttpStatus.BAD_REQUEST.value()) {
        Problems.write(response, HttpStatus.BAD_REQUEST, "The body cannot be read as JSON.");
        return;
      }
      String reference = Problems.reference();
      LOG.error("The engine's interface failed, reference {}", reference);
      Problems.write(response, HttpStatus.INTERNAL_SERVER_ERROR, Problems.unexpected(reference));
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

  /** Takes what nobody shall read. */
  private static final class Silence extends ServletOutputStream {

    @Override
    public void write(int one) {}

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
