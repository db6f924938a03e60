package org.ims.communication.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that are idle, old, slow or broken; the rest is told over real ones. */
class StatusListenersTest {

  private final StatusVersions versions = mock(StatusVersions.class);
  private StatusEvents events;

  @AfterEach
  void stop() {
    events.stop();
  }

  @Test
  void whoHearsNothingHearsThatTheConnectionStands() throws Exception {
    Connection connection = begin(Duration.ZERO, Duration.ofHours(1)).connect("192.0.2.1");
    assertThat(connection.text()).isEqualTo("retry: 5000\nid: 7\n\n");

    events.look();

    assertThat(connection.text()).endsWith("\n\n:\n\n");
  }

  @Test
  void connectionThatHasStoodLongEnds() throws Exception {
    Connection connection = begin(Duration.ofHours(1), Duration.ZERO).connect("192.0.2.1");

    events.look();

    verify(connection.context).complete();
    assertThat(events.size()).isZero();
  }

  @Test
  void brokenConnectionMakesRoom() throws Exception {
    begin(Duration.ofHours(1), Duration.ofHours(1));
    Connection broken = connect("192.0.2.1");
    for (int i = 1; i < 5; i++) {
      connect("192.0.2.1");
    }
    assertThatThrownBy(() -> connect("192.0.2.1"))
        .isInstanceOf(StatusEvents.TooManyListenersException.class);
    for (int i = 0; i < 5; i++) {
      connect("192.0.2.2");
    }
    assertThatThrownBy(() -> connect("192.0.2.3"))
        .as("the node is full")
        .isInstanceOf(StatusEvents.TooManyListenersException.class);

    broken.fails = true;
    publish(8);

    assertThat(events.size()).isEqualTo(9);
    assertThat(connect("192.0.2.3").text()).contains("id: 8");
  }

  @Test
  void slowConnectionHoldsNobodyUpAndIsGivenUpWhenItTakesNothing() throws Exception {
    begin(Duration.ofHours(1), Duration.ofHours(1));
    Connection slow = connect("192.0.2.1");
    Connection quick = connect("192.0.2.1");
    slow.ready = false;
    publish(8);
    assertThat(slow.text()).doesNotContain("id: 8");
    assertThat(quick.text()).contains("id: 8");

    slow.ready = true;
    slow.listener.onWritePossible();
    assertThat(slow.text()).contains("id: 8");

    slow.ready = false;
    for (int version = 9; version < 200; version++) {
      publish(version);
    }
    verify(slow.context).complete();
    verify(quick.context, never()).complete();
  }

  @Test
  void databaseThatIsAwayEndsNothing() throws Exception {
    Connection connection = begin(Duration.ofHours(1), Duration.ofHours(1)).connect("192.0.2.1");
    when(versions.current()).thenThrow(new IllegalStateException("away"));
    events.look();
    org.mockito.Mockito.reset(versions);

    publish(8);

    assertThat(connection.text()).contains("id: 8");
  }

  private StatusListenersTest begin(Duration heartbeat, Duration listenFor) {
    when(versions.current()).thenReturn(Map.of(Readers.INSIDE, 0L, Readers.OUTSIDE, 7L));
    events = new StatusEvents(versions, StatusRatesTest.settings("P90D", heartbeat, listenFor));
    events.start();
    return this;
  }

  private void publish(long version) {
    when(versions.current()).thenReturn(Map.of(Readers.INSIDE, 0L, Readers.OUTSIDE, version));
    events.look();
  }

  private Connection connect(String address) throws IOException {
    Connection connection = new Connection();
    HttpServletRequest request = mock(HttpServletRequest.class);
    HttpServletResponse response = mock(HttpServletResponse.class);
    when(request.getRemoteAddr()).thenReturn(address);
    when(request.startAsync(any(), any())).thenReturn(connection.context);
    when(response.getOutputStream()).thenReturn(connection);
    events.listen(Readers.OUTSIDE, null, request, response);
    return connection;
  }

  /** A connection that behaves as a test wants. */
  private static final class Connection extends ServletOutputStream {

    private final AsyncContext context = mock(AsyncContext.class);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private WriteListener listener;
    private boolean ready = true;
    private boolean fails;

    String text() {
      return written.toString(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      this.listener = listener;
      try {
        listener.onWritePossible();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void write(int octet) throws IOException {
      if (fails) {
        throw new IOException("Broken pipe");
      }
      written.write(octet);
    }
  }
}
