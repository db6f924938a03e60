package org.ims.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A line to a server, of which it can be said that it is broken: TCP connections to this port are
 * passed on to the server's.
 */
final class BreakableLine implements Closeable {

  /** What becomes of a connection. */
  enum Quality {
    /** All is passed on. */
    WHOLE,
    /** Nobody is there: connections are cut, and new ones refused as soon as they are made. */
    CUT,
    /** Connections stay and nothing comes through, as behind a firewall that lost its memory. */
    SILENT
  }

  private final ServerSocket door;
  private final int server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Quality quality = Quality.WHOLE;
  private volatile Predicate<String> held = answer -> false;

  private BreakableLine(ServerSocket door, int server) {
    this.door = door;
    this.server = server;
  }

  /**
   * @param server port on this machine
   */
  static BreakableLine to(int server) throws IOException {
    BreakableLine line =
        new BreakableLine(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    line.start("line-to-" + server, line::accept);
    return line;
  }

  int port() {
    return door.getLocalPort();
  }

  void become(Quality quality) {
    this.quality = quality;
    if (quality != Quality.SILENT) {
      // What was silent has lost bytes, and cannot go on.
      cutAll();
    }
  }

  /** Whether somebody holds a connection. */
  boolean isUsed() {
    return !open.isEmpty();
  }

  /** Keeps back what the server says from the first answer on that fits. */
  void holdBack(Predicate<String> answer) {
    held = answer;
  }

  private void cutAll() {
    open.forEach(BreakableLine::close);
    open.clear();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        if (quality == Quality.CUT) {
          // A reset, as from a port at which nobody listens.
          client.setSoLinger(true, 0);
          client.close();
          continue;
        }
        Socket target = new Socket();
        target.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server), 5000);
        open.add(client);
        open.add(target);
        start("there", () -> pass(client, target, false));
        start("back", () -> pass(target, client, true));
      } catch (IOException e) {
        // The server is not there; the client has been told by the end of its connection.
        continue;
      }
    }
  }

  private void pass(Socket from, Socket to, boolean answers) {
    byte[] bytes = new byte[16 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        boolean kept =
            answers && held.test(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
        if (quality != Quality.SILENT && !kept) {
          out.write(bytes, 0, read);
          out.flush();
        }
      }
    } catch (IOException e) {
      // Either side has gone; so does the other.
      return;
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    cutAll();
  }
}
