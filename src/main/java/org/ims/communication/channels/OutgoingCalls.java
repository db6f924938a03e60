package org.ims.communication.channels;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.ims.engine.Traces;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Posts to other people's servers and distrusts them: no redirect is followed, no cookie kept, the
 * answer is cut off, and no server holds the caller for longer than {@value #LONGEST_SECONDS}
 * seconds.
 */
@Component
class OutgoingCalls {

  /**
   * What a server said.
   *
   * @param status HTTP status
   * @param retryAfter until when it asks to be left alone, or null
   * @param body the beginning of its answer
   */
  record Answer(int status, Instant retryAfter, String body) {}

  static final int LONGEST_SECONDS = 20;
  private static final int MOST_ANSWER = 1024;
  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final Duration READ = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final Clock clock;
  private final Consumer<BiConsumer<String, String>> trace;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService deadlines;
  private final Duration longest;

  @Autowired
  OutgoingCalls(OutgoingAddresses addresses, Clock clock, Traces traces) {
    this(addresses, clock, traces::pass, READ, Duration.ofSeconds(LONGEST_SECONDS));
  }

  /**
   * @param trace gives the headers that name the trace of the caller
   * @param silence how long the server may say nothing
   * @param longest how long the whole call may take
   */
  OutgoingCalls(
      OutgoingAddresses addresses,
      Clock clock,
      Consumer<BiConsumer<String, String>> trace,
      Duration silence,
      Duration longest) {
    this.clock = clock;
    this.trace = trace;
    this.longest = longest;
    Timeout read = Timeout.of(silence);
    client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(addresses)
                    .setMaxConnPerRoute(4)
                    .setMaxConnTotal(16)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(CONNECT)
                            .setSocketTimeout(read)
                            .setTimeToLive(TimeValue.ofMinutes(1))
                            .build())
                    .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(read).build())
                    .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(CONNECT).build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(CONNECT)
                    .setResponseTimeout(read)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .setUserAgent("IMS")
            .build();
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "outgoing-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    deadlines = timer;
  }

  /**
   * @throws IOException when there was no answer in time; its message is not for people, as it may
   *     hold the URL
   */
  Answer post(URI url, Payload payload, Map<String, String> headers) throws IOException {
    HttpPost request = new HttpPost(url);
    headers.forEach(request::setHeader);
    trace.accept(request::setHeader);
    request.setHeader("Content-Type", payload.contentType());
    request.setEntity(new ByteArrayEntity(payload.body(), null));
    ScheduledFuture<?> deadline =
        deadlines.schedule(request::cancel, longest.toMillis(), TimeUnit.MILLISECONDS);
    try {
      // Closing the answer unread ends the connection, where consuming it could take for ever.
      return client.execute(request, this::read);
    } finally {
      deadline.cancel(false);
    }
  }

  private Answer read(ClassicHttpResponse response) throws IOException {
    String beginning = "";
    if (response.getEntity() != null) {
      InputStream body = response.getEntity().getContent();
      beginning = new String(body.readNBytes(MOST_ANSWER), StandardCharsets.UTF_8);
      if (body.read() >= 0) {
        response.close();
      }
    }
    return new Answer(response.getCode(), retryAfter(response), beginning);
  }

  /** A number of seconds, or a date (RFC 9110, 10.2.3); at most an hour counts. */
  private Instant retryAfter(ClassicHttpResponse response) {
    Header header = response.getFirstHeader("Retry-After");
    if (header == null || header.getValue() == null) {
      return null;
    }
    String value = header.getValue().strip();
    Instant now = clock.instant();
    Instant asked;
    try {
      asked =
          value.matches("\\d{1,9}")
              ? now.plusSeconds(Long.parseLong(value))
              : ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
    Instant longest = now.plus(LONGEST_PAUSE);
    return asked.isAfter(longest) ? longest : asked;
  }

  @PreDestroy
  void close() throws IOException {
    deadlines.shutdownNow();
    client.close();
  }
}
