package org.ims.engine.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/** Problem details (RFC 9457) for answers that are given outside a controller, by filters. */
public final class Problems {

  /** Longer than a restart of PostgreSQL usually takes, short enough that nobody gives up. */
  public static final String RETRY_AFTER_SECONDS = "5";

  /** The member of a problem that names the trace (W3C) of the request, as each line of the log. */
  static final String TRACE = "traceId";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Problems() {}

  /** The problem that an outcome amounts to. */
  public static ProblemDetail of(Outcome outcome) {
    return switch (outcome) {
      case UNAVAILABLE ->
          ProblemDetail.forStatusAndDetail(
              HttpStatus.SERVICE_UNAVAILABLE,
              "The database did not confirm the request; nothing is promised to be stored. Try"
                  + " again later.");
      case CONFLICT ->
          ProblemDetail.forStatusAndDetail(
              HttpStatus.CONFLICT,
              "Somebody else changed this at the same time. Read it again and decide anew.");
      case FORBIDDEN ->
          ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, "You may not do this.");
      case INVALID ->
          ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The request is not valid.");
      case UNSTORABLE ->
          ProblemDetail.forStatusAndDetail(
              HttpStatus.BAD_REQUEST,
              "The request holds a character, a moment or a number that cannot be stored or asked"
                  + " for.");
      case NOT_FOUND -> ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "Not found.");
    };
  }

  /** The status that an outcome amounts to. */
  public static HttpStatus status(Outcome outcome) {
    return HttpStatus.valueOf(of(outcome).getStatus());
  }

  /** By which a person who got an answer and a person who reads the log find together. */
  static String reference() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  /** What is told of a fault of ours: nothing but where to look. */
  static String unexpected(String reference) {
    return "The server failed unexpectedly; the log has details under reference " + reference + ".";
  }

  /** Answers a request with a problem; does nothing once the answer has begun. */
  public static void write(HttpServletResponse response, HttpStatus status, String detail)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(status.value());
    if (status == HttpStatus.SERVICE_UNAVAILABLE) {
      response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", status.getReasonPhrase());
    body.put("status", status.value());
    body.put("detail", detail);
    String trace = trace();
    if (trace != null) {
      body.put(TRACE, trace);
    }
    byte[] bytes = JSON.writeValueAsBytes(body);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
    response.flushBuffer();
  }

  /** The id of the trace of the present request, or null where there is none. */
  static String trace() {
    return MDC.get(TRACE);
  }
}
