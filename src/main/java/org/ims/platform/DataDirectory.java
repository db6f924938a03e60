package org.ims.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The directory that keeps a demo's data, held by one process at a time. The operating system drops
 * the lock with the process, so a killed one leaves nothing to clean up.
 */
final class DataDirectory implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private DataDirectory(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /** Creates the directory where needed and takes it for this process. */
  static DataDirectory hold(Path directory) {
    Path path = directory.toAbsolutePath().normalize();
    FileChannel channel;
    try {
      Files.createDirectories(path);
      channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new StartFailure(
          "The data directory %s cannot be written; give this user the right to, or choose another with --ims.data-directory=<path>."
              .formatted(path),
          e);
    }
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (IOException | OverlappingFileLockException e) {
      // Answered below like a lock of another process.
    }
    if (lock == null) {
      closeQuietly(channel);
      throw new StartFailure(
          "The data directory %s is in use by another start of IMS; stop that one, or choose another directory with --ims.data-directory=<path>."
              .formatted(path));
    }
    return new DataDirectory(path, channel, lock);
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  Path postgresLog() {
    return path.resolve("postgres.log");
  }

  /** Stands while a database cluster is created; what such a start leaves behind holds no data. */
  Path unfinished() {
    return path.resolve("postgres.unfinished");
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing was written through it.
    }
  }
}
