package org.ims.communication.status;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.ims.communication.updates.UpdatePublished;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Tells open pages that there is something new (server-sent events). What is new is not told: the
 * page asks for itself again, with whatever it may know then. Nobody who waits holds a thread: one
 * thread asks the database for all of them, and what a slow connection does not take is written
 * when the web server says that it can be.
 */
@Component
class StatusEvents implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(StatusEvents.class);

  /** Until a browser that lost its connection makes another one. */
  private static final Duration RETRY = Duration.ofSeconds(5);

  /** More listeners than this node, or one address, may have. */
  @ResponseStatus(
      code = HttpStatus.SERVICE_UNAVAILABLE,
      reason = "Too many pages wait for changes; ask again later.")
  static class TooManyListenersException extends RuntimeException {}

  private final StatusVersions versions;
  private final StatusSettings settings;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> addresses = new HashMap<>();
  private volatile ScheduledExecutorService worker;

  StatusEvents(StatusVersions versions, StatusSettings settings) {
    this.versions = versions;
    this.settings = settings;
  }

  /**
   * Keeps the connection of a request open and tells it of changes.
   *
   * @param seen the number that the page shows, or null when nobody knows it
   * @throws TooManyListenersException when there are too many of them
   */
  void listen(Readers readers, Long seen, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String address = request.getRemoteAddr();
    long version = versions.current().get(readers);
    if (!enter(address)) {
      response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(settings.window().toSeconds()));
      throw new TooManyListenersException();
    }
    boolean open = false;
    try {
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      // Proxies that collect answers before they pass them on (nginx) leave this one alone.
      response.setHeader("X-Accel-Buffering", "no");
      AsyncContext connection = request.startAsync(request, response);
      // Ended by ourselves.
      connection.setTimeout(0);
      Listener listener =
          new Listener(connection, response.getOutputStream(), readers, address, version);
      connection.addListener(listener);
      listeners.add(listener);
      open = true;
      listener.begin(seen);
      if (!isRunning()) {
        listener.end();
      }
    } finally {
      if (!open) {
        leave(address);
      }
    }
  }

  /** How many wait. */
  int size() {
    return listeners.size();
  }

  /** Whoever waits at this node need not wait for the next look at the database. */
  @TransactionalEventListener
  void published(UpdatePublished any) {
    ScheduledExecutorService present = worker;
    if (present != null && !listeners.isEmpty()) {
      try {
        present.execute(this::look);
      } catch (RejectedExecutionException e) {
        LOG.debug("Nobody is told any more: the application stops");
      }
    }
  }

  /** Tells everybody what is new, that the connection still stands, or that it has stood long. */
  void look() {
    if (listeners.isEmpty()) {
      return;
    }
    try {
      Map<Readers, Long> present = versions.current();
      listeners.forEach(listener -> listener.look(present.get(listener.readers)));
    } catch (RuntimeException e) {
      // The database may be away for a moment; an exception would end all further looks.
      LOG.debug("Nobody knows whether there is something new: {}", e.toString());
    }
  }

  private synchronized boolean enter(String address) {
    int all = addresses.values().stream().mapToInt(Integer::intValue).sum();
    if (worker == null
        || all >= settings.listeners()
        || addresses.getOrDefault(address, 0) >= settings.listenersPerAddress()) {
      return false;
    }
    addresses.merge(address, 1, Integer::sum);
    return true;
  }

  private synchronized void leave(String address) {
    addresses.computeIfPresent(address, (any, count) -> count == 1 ? null : count - 1);
  }

  @Override
  public synchronized void start() {
    worker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "status-events");
              thread.setDaemon(true);
              return thread;
            });
    long pause = settings.poll().toMillis();
    worker.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** Before the web server stops, which would wait for these connections until its time is up. */
  @Override
  public void stop() {
    synchronized (this) {
      if (worker != null) {
        worker.shutdownNow();
        worker = null;
      }
    }
    listeners.forEach(Listener::end);
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }

  /** One open page. */
  private final class Listener implements WriteListener, AsyncListener {

    /** What does not read so much is not there any more. */
    private static final int MOST_PENDING = 4096;

    private final AsyncContext connection;
    private final ServletOutputStream out;
    private final Readers readers;
    private final String address;
    private final long endsAt;
    private long told;
    private long spokeAt = System.nanoTime();
    private boolean writable;
    private boolean unflushed;
    private boolean ended;
    private final StringBuilder pending = new StringBuilder();

    Listener(
        AsyncContext connection,
        ServletOutputStream out,
        Readers readers,
        String address,
        long version) {
      this.connection = connection;
      this.out = out;
      this.readers = readers;
      this.address = address;
      this.told = version;
      // Not all at the same time, so that they do not all come back at the same time.
      long most = settings.listenFor().toNanos();
      this.endsAt = System.nanoTime() + most - ThreadLocalRandom.current().nextLong(most / 5 + 1);
    }

    synchronized void begin(Long seen) {
      pending.append("retry: ").append(RETRY.toMillis()).append('\n');
      if (seen == null || seen == told) {
        // A number without data is remembered by the browser and shown to nobody.
        pending.append("id: ").append(told).append("\n\n");
      } else {
        change(told);
      }
      out.setWriteListener(this);
    }

    synchronized void look(long version) {
      long now = System.nanoTime();
      if (now - endsAt > 0) {
        end();
      } else if (version != told) {
        told = version;
        change(version);
        write();
      } else if (now - spokeAt > settings.heartbeat().toNanos()) {
        pending.append(":\n\n");
        spokeAt = now;
        write();
      }
    }

    private void change(long version) {
      pending.append("id: ").append(version);
      pending.append("\nevent: status\ndata: ").append(version).append("\n\n");
      spokeAt = System.nanoTime();
    }

    @Override
    public synchronized void onWritePossible() {
      writable = true;
      write();
    }

    private synchronized void write() {
      if (pending.length() > MOST_PENDING) {
        end();
      }
      try {
        while (!ended && writable && (!pending.isEmpty() || unflushed) && out.isReady()) {
          if (pending.isEmpty()) {
            unflushed = false;
            out.flush();
          } else {
            byte[] bytes = pending.toString().getBytes(StandardCharsets.UTF_8);
            pending.setLength(0);
            unflushed = true;
            out.write(bytes);
          }
        }
      } catch (IOException | IllegalStateException e) {
        end();
      }
    }

    synchronized void end() {
      if (forget()) {
        try {
          connection.complete();
        } catch (IllegalStateException e) {
          LOG.debug("The web server has ended a connection before us: {}", e.toString());
        }
      }
    }

    private synchronized boolean forget() {
      if (ended) {
        return false;
      }
      ended = true;
      listeners.remove(this);
      leave(address);
      return true;
    }

    @Override
    public void onError(Throwable failure) {
      end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
      forget();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      end();
    }

    @Override
    public void onError(AsyncEvent event) {
      end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // Nobody starts it anew.
    }
  }
}
