package org.ims.documentation.journal.verification;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.ims.engine.Sha256;

/**
 * ZIP files that can be written in one way only: nothing is compressed, each file stands once, all
 * have the same date, and nothing stands between or behind them. Whoever knows the names and the
 * contents knows every byte, so that no byte can be altered unseen; and nothing in it can grow when
 * it is read. Every program that opens ZIP files opens them.
 */
final class PlainZip {

  /** Larger ones would need another format (ZIP64). */
  static final long LARGEST = 0xFFFF_FFFEL;

  private static final int MOST_FILES = 0xFFFE;
  private static final int LONGEST_NAME = 512;

  private static final int FILE = 0x04034b50;
  private static final int DIRECTORY = 0x02014b50;
  private static final int END = 0x06054b50;

  private static final short VERSION = 10;
  private static final short NAMES_IN_UTF_8 = 0x0800;
  private static final short FIRST_OF_JANUARY_1980 = 0x0021;
  private static final int FILE_HEADER = 30;
  private static final int DIRECTORY_HEADER = 46;
  private static final int END_RECORD = 22;

  /** Folders and files without anything that leads elsewhere. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?!.*(?:^|/)\\.)[^\\p{Cntrl}\\\\/:*?\"<>|]+(?:/[^\\p{Cntrl}\\\\/:*?\"<>|]+)*");

  private PlainZip() {}

  /** Writes the content of a file; asked twice, and has to write the same twice. */
  interface Content {

    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * A file in it.
   *
   * @param at where its header begins, in bytes
   * @param sha256 of its content, in hexadecimal digits
   */
  record Entry(String name, long size, long crc, long at, String sha256) {

    private byte[] nameBytes() {
      return name.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] header() {
      byte[] bytes = nameBytes();
      ByteBuffer header = buffer(FILE_HEADER + bytes.length);
      header.putInt(FILE).putShort(VERSION);
      common(header, bytes.length);
      return header.put(bytes).array();
    }

    private byte[] directoryHeader() {
      byte[] bytes = nameBytes();
      ByteBuffer header = buffer(DIRECTORY_HEADER + bytes.length);
      header.putInt(DIRECTORY).putShort(VERSION).putShort(VERSION);
      common(header, bytes.length);
      // No comment, the first disk, no attributes.
      header.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
      return header.putInt((int) at).put(bytes).array();
    }

    private void common(ByteBuffer header, int nameLength) {
      header.putShort(NAMES_IN_UTF_8).putShort((short) 0);
      header.putShort((short) 0).putShort(FIRST_OF_JANUARY_1980);
      header.putInt((int) crc).putInt((int) size).putInt((int) size);
      header.putShort((short) nameLength).putShort((short) 0);
    }

    private long contentAt() {
      return at + FILE_HEADER + nameBytes().length;
    }
  }

  /** It is not as such a file is written. */
  static final class AlteredException extends IOException {

    private static final long serialVersionUID = 1L;

    AlteredException(String what) {
      super(what);
    }
  }

  /** Whether a file may have this name. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches()
        && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
  }

  /** Writes one, file by file. */
  static final class Writer {

    private final OutputStream out;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private long written;

    Writer(OutputStream out) {
      this.out = out;
    }

    /**
     * @throws IllegalArgumentException when there is such a file, or its name leads elsewhere
     * @throws IOException when it cannot be written, is too large, or its content differs the
     *     second time
     */
    Entry file(String name, Content content) throws IOException {
      if (!isName(name) || !names.add(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("Not a name for a file here");
      }
      Measure measure = new Measure(OutputStream.nullOutputStream());
      content.writeTo(measure);
      Entry entry = measure.entry(name, written);
      if (entry.contentAt() + entry.size() > LARGEST || entries.size() >= MOST_FILES) {
        throw new IOException("More than a ZIP file can hold");
      }
      out.write(entry.header());
      Measure again = new Measure(out);
      content.writeTo(again);
      if (!again.entry(name, written).equals(entry)) {
        throw new IOException("A file was changed while it was written");
      }
      entries.add(entry);
      written = entry.contentAt() + entry.size();
      return entry;
    }

    void end() throws IOException {
      out.write(directory(entries, written));
    }
  }

  private static byte[] directory(List<Entry> entries, long at) {
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    entries.forEach(entry -> directory.writeBytes(entry.directoryHeader()));
    int size = directory.size();
    ByteBuffer end = buffer(END_RECORD).putInt(END).putShort((short) 0).putShort((short) 0);
    end.putShort((short) entries.size()).putShort((short) entries.size());
    directory.writeBytes(end.putInt(size).putInt((int) at).putShort((short) 0).array());
    return directory.toByteArray();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Counts and hashes what passes. */
  private static final class Measure extends OutputStream {

    private final OutputStream out;
    private final CRC32 crc = new CRC32();
    private final MessageDigest sha256 = Sha256.digest();
    private long size;

    Measure(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      crc.update(bytes, from, length);
      sha256.update(bytes, from, length);
      size += length;
      out.write(bytes, from, length);
    }

    Entry entry(String name, long at) {
      return new Entry(name, size, crc.getValue(), at, StoredEntry.hex(sha256.digest()));
    }
  }

  /**
   * Reads every byte of such a file.
   *
   * @return its files in their order
   * @throws AlteredException when a byte is not as it would have been written
   */
  static List<Entry> read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    long size = Files.size(file);
    if (size > LARGEST) {
      throw new AlteredException("The file is too large.");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      long position = 0;
      byte[] signature = bytes(in, Integer.BYTES);
      while (little(signature, 0) == FILE) {
        Entry entry = entry(in, signature, position, size);
        if (!names.add(entry.name().toLowerCase(Locale.ROOT))) {
          throw new AlteredException("The file %s stands twice.".formatted(entry.name()));
        }
        entries.add(entry);
        position = entry.contentAt() + entry.size();
        signature = bytes(in, Integer.BYTES);
      }
      byte[] directory = directory(entries, position);
      byte[] rest = in.readNBytes(directory.length - Integer.BYTES + 1);
      if (!Arrays.equals(directory, 0, Integer.BYTES, signature, 0, Integer.BYTES)
          || !Arrays.equals(directory, Integer.BYTES, directory.length, rest, 0, rest.length)) {
        throw new AlteredException(
            "The directory behind the files is not that of these files, or something follows it.");
      }
    } catch (EOFException e) {
      throw new AlteredException("The file ends before its end.");
    }
    return entries;
  }

  private static Entry entry(InputStream in, byte[] signature, long position, long size)
      throws IOException {
    byte[] fields = bytes(in, FILE_HEADER - Integer.BYTES);
    long length = little(fields, 18) & 0xFFFF_FFFFL;
    int nameLength = little(fields, 22) & 0xFFFF;
    if (nameLength > LONGEST_NAME) {
      throw new AlteredException("The file at byte %d has no name.".formatted(position));
    }
    byte[] nameBytes = bytes(in, nameLength);
    String name = new String(nameBytes, StandardCharsets.UTF_8);
    if (!isName(name)) {
      throw new AlteredException(
          "The file at byte %d has a name that leads elsewhere.".formatted(position));
    }
    if (length > size - position) {
      throw new AlteredException("The file %s ends before its end.".formatted(name));
    }
    Measure measure = new Measure(OutputStream.nullOutputStream());
    byte[] portion = new byte[1 << 16];
    for (long left = length; left > 0; ) {
      int read = in.read(portion, 0, (int) Math.min(left, portion.length));
      if (read < 0) {
        throw new AlteredException("The file %s ends before its end.".formatted(name));
      }
      measure.write(portion, 0, read);
      left -= read;
    }
    Entry entry = measure.entry(name, position);
    byte[] header = entry.header();
    ByteBuffer found = buffer(FILE_HEADER + nameLength);
    found.put(signature).put(fields).put(nameBytes);
    if (!Arrays.equals(header, found.array())) {
      throw new AlteredException("The file %s is not what was written.".formatted(name));
    }
    return entry;
  }

  private static byte[] bytes(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  private static int little(byte[] bytes, int at) {
    return ByteBuffer.wrap(Arrays.copyOf(Arrays.copyOfRange(bytes, at, at + 4), 4))
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt();
  }

  /** The content of a file in it; it is not read whole. */
  static InputStream content(Path file, Entry entry) throws IOException {
    FileChannel channel = FileChannel.open(file);
    channel.position(entry.contentAt());
    return new BufferedInputStream(Channels.newInputStream(channel)) {
      private long left = entry.size();

      @Override
      public synchronized int read() throws IOException {
        if (left <= 0) {
          return -1;
        }
        int read = super.read();
        left -= read < 0 ? 0 : 1;
        return read;
      }

      @Override
      public synchronized int read(byte[] bytes, int from, int length) throws IOException {
        if (left <= 0 && length > 0) {
          return -1;
        }
        int read = super.read(bytes, from, (int) Math.min(length, left));
        left -= Math.max(0, read);
        return read;
      }
    };
  }
}
