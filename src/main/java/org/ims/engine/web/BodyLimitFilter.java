package org.ims.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.ToLongFunction;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds what a client may make us read, also when it does not say how much it sends. */
class BodyLimitFilter extends OncePerRequestFilter {

  private static final String EXCEEDED = BodyLimitFilter.class.getName() + ".exceeded";

  private final ToLongFunction<HttpServletRequest> limits;

  /**
   * @param limits how many bytes each request may bring
   */
  BodyLimitFilter(ToLongFunction<HttpServletRequest> limits) {
    this.limits = limits;
  }

  /** Whether the request turned out to be too large while it was read. */
  static boolean exceeded(HttpServletRequest request) {
    return request.getAttribute(EXCEEDED) != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long limit = limits.applyAsLong(request);
    if (request.getContentLengthLong() > limit) {
      // The rest is not read, so the connection cannot serve another request.
      response.setHeader("Connection", "close");
      Problems.write(
          response, HttpStatus.PAYLOAD_TOO_LARGE, new BodyTooLargeException(limit).getMessage());
      return;
    }
    chain.doFilter(new LimitedRequest(request, limit), response);
  }

  private static final class LimitedRequest extends HttpServletRequestWrapper {

    private final long limit;
    private ServletInputStream stream;
    private BufferedReader reader;

    LimitedRequest(HttpServletRequest request, long limit) {
      super(request);
      this.limit = limit;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (stream == null) {
        stream = new LimitedStream(super.getInputStream(), this, limit);
      }
      return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
      if (reader == null) {
        Charset charset =
            getCharacterEncoding() == null
                ? StandardCharsets.UTF_8
                : Charset.forName(getCharacterEncoding());
        reader = new BufferedReader(new InputStreamReader(getInputStream(), charset));
      }
      return reader;
    }
  }

  private static final class LimitedStream extends ServletInputStream {

    private final ServletInputStream source;
    private final HttpServletRequest request;
    private final long limit;
    private long read;

    LimitedStream(ServletInputStream source, HttpServletRequest request, long limit) {
      this.source = source;
      this.request = request;
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int next = source.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = source.read(target, offset, length);
      count(Math.max(count, 0));
      return count;
    }

    private void count(int bytes) throws IOException {
      read += bytes;
      if (read > limit) {
        request.setAttribute(EXCEEDED, Boolean.TRUE);
        throw new BodyTooLargeException(limit);
      }
    }

    @Override
    public boolean isFinished() {
      return source.isFinished();
    }

    @Override
    public boolean isReady() {
      return source.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      source.setReadListener(listener);
    }
  }
}
