package org.ims.reporting.evidence;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.UUID;
import org.ims.engine.Sha256;
import org.ims.engine.web.BodyTooLargeException;

/**
 * What somebody is sending, on this machine's disk until all of it is here: a slow sender must hold
 * neither a connection to the database nor a lock. The file has no name where the system allows
 * that, so that nothing is left of it however this ends.
 */
final class Spool implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;

  private final FileChannel file;
  private final long size;
  private final byte[] sha256;

  private Spool(FileChannel file, long size, byte[] sha256) {
    this.file = file;
    this.size = size;
    this.sha256 = sha256;
  }

  /**
   * Reads to the end.
   *
   * @param expected how many bytes are announced, or a negative number
   * @throws BrokenUploadException when the content ends early or cannot be read
   * @throws BodyTooLargeException when it is longer than it may be
   */
  static Spool of(InputStream content, long expected, Path directory) throws IOException {
    FileChannel file = open(directory);
    try {
      MessageDigest digest = Sha256.digest();
      long size = copy(content, digest, Channels.newOutputStream(file));
      if (expected >= 0 && size != expected) {
        throw new BrokenUploadException(null);
      }
      return new Spool(file, size, digest.digest());
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static long copy(InputStream content, MessageDigest digest, OutputStream file)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int read = read(content, buffer); read >= 0; read = read(content, buffer)) {
      digest.update(buffer, 0, read);
      file.write(buffer, 0, read);
      size += read;
    }
    return size;
  }

  private static int read(InputStream content, byte[] buffer) throws IOException {
    try {
      return content.read(buffer);
    } catch (BodyTooLargeException tooLarge) {
      throw tooLarge;
    } catch (IOException e) {
      throw new BrokenUploadException(e);
    }
  }

  private static FileChannel open(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path path = directory.resolve(UUID.randomUUID() + ".part");
    FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // Where an open file cannot be deleted, it is when it is closed.
    }
    return file;
  }

  /** From its beginning; closing this closes nothing else. */
  InputStream content() throws IOException {
    file.position(0);
    return new FilterInputStream(Channels.newInputStream(file)) {
      @Override
      public void close() {
        // The spool closes its file.
      }
    };
  }

  /** In bytes. */
  long size() {
    return size;
  }

  byte[] sha256() {
    return sha256;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
