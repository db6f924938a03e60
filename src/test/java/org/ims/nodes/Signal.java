package org.ims.nodes;

import java.io.IOException;

/** What POSIX sends to processes, by the program that every system has for it. */
enum Signal {
  STOP,
  CONT;

  void to(ProcessHandle process) throws IOException {
    int status =
        new ProcessBuilder("kill", "-" + name(), String.valueOf(process.pid()))
            .start()
            .onExit()
            .join()
            .exitValue();
    if (status != 0) {
      throw new IOException("No signal %s to process %d".formatted(name(), process.pid()));
    }
  }
}
