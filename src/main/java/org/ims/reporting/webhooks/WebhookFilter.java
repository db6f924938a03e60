package org.ims.reporting.webhooks;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.ims.engine.web.BodyTooLargeException;
import org.ims.engine.web.Problems;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before everything that a machine sends: says which source it is, and turns away what is
 * nobody's, or too much, before it is read as JSON.
 */
class WebhookFilter extends OncePerRequestFilter {

  /** Which source sent a request, for the controller. */
  static final String SOURCE = "org.ims.webhooks.source";

  /** What the source calls this delivery, or null. */
  static final String DELIVERY_ID = "org.ims.webhooks.deliveryId";

  private final ObjectProvider<SourceLogin> logins;
  private final SourceLimits limits;

  WebhookFilter(ObjectProvider<SourceLogin> logins, SourceLimits limits) {
    this.logins = logins;
    this.limits = limits;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String address = request.getRemoteAddr();
    if (limits.isBarred(address)) {
      tooMany(response, limits.barredSeconds(), "Too many deliveries of nobody's; try later.");
      return;
    }
    SourceLogin login = logins.getObject();
    Optional<WebhookSource> claimed = login.claimed(request);
    if (claimed.isPresent()) {
      long wait = limits.take(claimed.get());
      if (wait > 0) {
        login.refused(claimed.get(), "rate");
        tooMany(
            response,
            wait,
            "This source may deliver %d times a minute.".formatted(claimed.get().ratePerMinute()));
        return;
      }
    }
    byte[] body;
    try {
      body = request.getInputStream().readAllBytes();
    } catch (BodyTooLargeException e) {
      response.setHeader(HttpHeaders.CONNECTION, "close");
      Problems.write(response, HttpStatus.PAYLOAD_TOO_LARGE, e.getMessage());
      return;
    }
    Optional<String> refusal =
        claimed.isEmpty() ? Optional.of("unknown") : login.refusal(claimed.get(), request, body);
    if (refusal.isPresent()) {
      limits.failed(address);
      claimed.ifPresent(source -> login.refused(source, refusal.get()));
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"IMS\"");
      Problems.write(
          response,
          HttpStatus.UNAUTHORIZED,
          "No source of this kind is known by this token or signature.");
      return;
    }
    request.setAttribute(SOURCE, claimed.get());
    request.setAttribute(DELIVERY_ID, login.deliveryId(claimed.get(), request));
    chain.doFilter(new RereadRequest(request, body), response);
  }

  private static void tooMany(HttpServletResponse response, long seconds, String detail)
      throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    Problems.write(response, HttpStatus.TOO_MANY_REQUESTS, detail);
  }

  /** Gives the body once more, which a signature needs as it came and the controller as JSON. */
  private static final class RereadRequest extends HttpServletRequestWrapper {

    private final byte[] body;

    RereadRequest(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      ByteArrayInputStream source = new ByteArrayInputStream(body);
      return new ServletInputStream() {
        @Override
        public int read() {
          return source.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
          return source.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
          return source.available() == 0;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
          throw new UnsupportedOperationException();
        }
      };
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }
}
