package org.ims.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A bean of this kind lets one operation of the API take more than the others. Its body is read as
 * a stream, by whoever declares it.
 */
public final class BodyLimit {

  private final HttpMethod method;
  private final PathPattern path;
  private final long bytes;

  /**
   * @param path as in a controller: {@code /api/incidents/{number}/evidence}
   */
  public BodyLimit(HttpMethod method, String path, DataSize limit) {
    this.method = method;
    this.path = PathPatternParser.defaultInstance.parse(path);
    this.bytes = limit.toBytes();
  }

  boolean concerns(HttpServletRequest request) {
    return method.matches(request.getMethod())
        && path.matches(PathContainer.parsePath(request.getServletPath()));
  }

  long bytes() {
    return bytes;
  }
}
