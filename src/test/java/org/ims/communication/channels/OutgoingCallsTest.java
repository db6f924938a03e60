package org.ims.communication.channels;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.ims.communication.channels.OutgoingAddresses.ForbiddenAddressException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls to servers that mean no good. */
class OutgoingCallsTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
  private static final Payload PAYLOAD =
      new Payload("application/json", "{}".getBytes(StandardCharsets.UTF_8));

  private static WireMockServer server;

  private final AtomicInteger questions = new AtomicInteger();

  private OutgoingCalls calls;

  @BeforeAll
  static void start() {
    server = new WireMockServer(wireMockConfig().dynamicPort());
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @BeforeEach
  void connect() {
    server.resetAll();
    calls = calls(Duration.ofMillis(500), Duration.ofMillis(900));
  }

  @AfterEach
  void close() throws IOException {
    calls.close();
  }

  @ParameterizedTest
  @CsvSource({"301", "302", "303", "307", "308"})
  void redirectIsNotFollowed(int status) throws Exception {
    server.stubFor(
        post("/hook").willReturn(aResponse().withStatus(status).withHeader("Location", "/inside")));
    server.stubFor(post("/inside").willReturn(aResponse().withStatus(200)));

    assertThat(call("friend.test").status()).isEqualTo(status);
    server.verify(0, postRequestedFor(urlEqualTo("/inside")));
  }

  /** The name had a public address when somebody looked, and has another one now. */
  @Test
  void nameThatTurnsInwardsIsNotConnectedTo() {
    assertThatThrownBy(() -> call("rebinding.test")).isInstanceOf(ForbiddenAddressException.class);
    assertThatThrownBy(() -> call("both.test")).isInstanceOf(ForbiddenAddressException.class);

    server.verify(0, postRequestedFor(anyUrl()));
  }

  /** No second question to the name servers comes between the check and the connection. */
  @Test
  void nameIsAskedForOnceByCall() throws Exception {
    server.stubFor(post("/hook").willReturn(aResponse().withHeader("Connection", "close")));
    call("friend.test");
    assertThat(questions).hasValue(1);
    call("friend.test");
    assertThat(questions).hasValue(2);
  }

  @Test
  void silentServerIsGivenUp() {
    server.stubFor(post("/hook").willReturn(aResponse().withFixedDelay(5000)));

    assertThatThrownBy(() -> call("friend.test")).isInstanceOf(IOException.class);
  }

  /** Each byte comes in time, and the answer never. */
  @Test
  void serverThatDripsIsGivenUp() {
    server.stubFor(
        post("/hook")
            .willReturn(
                aResponse().withBody("x".repeat(100)).withChunkedDribbleDelay(100, 20_000)));
    long before = System.nanoTime();

    assertThatThrownBy(() -> call("friend.test")).isInstanceOf(IOException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void longAnswerIsCutOff() throws Exception {
    server.stubFor(post("/hook").willReturn(aResponse().withBody("x".repeat(5_000_000))));

    assertThat(call("friend.test").body()).hasSize(1024);
  }

  @Test
  void brokenConnectionIsAFailure() {
    server.stubFor(post("/hook").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    assertThatThrownBy(() -> call("friend.test")).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "120, 2026-03-02T08:02:00Z",
    "999999, 2026-03-02T09:00:00Z",
    "'Mon, 02 Mar 2026 08:05:00 GMT', 2026-03-02T08:05:00Z",
    "soon, ",
    "-1, ",
  })
  void pauseThatAServerAsksForIsUnderstood(String header, Instant until) throws Exception {
    server.stubFor(
        post("/hook").willReturn(aResponse().withStatus(429).withHeader("Retry-After", header)));

    assertThat(call("friend.test").retryAfter()).isEqualTo(until);
  }

  private OutgoingCalls.Answer call(String host) throws IOException {
    return calls.post(
        URI.create("http://%s:%d/hook".formatted(host, server.port())), PAYLOAD, Map.of());
  }

  private OutgoingCalls calls(Duration read, Duration longest) {
    DnsResolver names =
        new DnsResolver() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            questions.incrementAndGet();
            InetAddress inside = InetAddress.getByName("127.0.0.1");
            return host.equals("both.test")
                ? new InetAddress[] {InetAddress.getByName("8.8.8.8"), inside}
                : new InetAddress[] {inside};
          }

          @Override
          public String resolveCanonicalHostname(String host) {
            return host;
          }
        };
    return new OutgoingCalls(
        new OutgoingAddresses(
            new ChannelSettings(List.of("*.test"), List.of("friend.test"), true), names),
        Clock.fixed(MONDAY, ZoneOffset.UTC),
        header -> {},
        read,
        longest);
  }
}
