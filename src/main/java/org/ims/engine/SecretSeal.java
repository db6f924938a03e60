package org.ims.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals the keys of signatures, the URLs of channels and the keys of the journal with AES-256-GCM,
 * so that a copy of the database alone lets nobody sign, write there, or read what is personal. The
 * sealing key comes from the configuration (32 bytes in Base64), or is made at the first start and
 * kept in a file that only the owner of the process can read.
 */
@Component
public class SecretSeal {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final String configured;
  private final Path file;
  private final SecureRandom random = new SecureRandom();
  private SecretKey key;

  SecretSeal(
      @Value("${ims.webhooks.sealing-key:}") String configured,
      @Value("${ims.data-directory}") Path dataDirectory) {
    this.configured = configured.strip();
    this.file = dataDirectory.resolve("webhook-sealing.key");
  }

  /** What only {@link #open} turns back. */
  public byte[] seal(byte[] secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = apply(Cipher.ENCRYPT_MODE, nonce, secret);
    byte[] result = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, result, NONCE_BYTES, sealed.length);
    return result;
  }

  /**
   * @throws IllegalStateException when it was sealed with another key
   */
  public byte[] open(byte[] sealed) {
    return apply(
        Cipher.DECRYPT_MODE,
        Arrays.copyOf(sealed, NONCE_BYTES),
        Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
  }

  private byte[] apply(int mode, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(input);
    } catch (AEADBadTagException e) {
      throw new IllegalStateException(
          "What is kept secret was sealed with another ims.webhooks.sealing-key.", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized SecretKey key() {
    if (key == null) {
      byte[] bytes = configured.isEmpty() ? fromFile() : decode(configured);
      key = new SecretKeySpec(bytes, "AES");
    }
    return key;
  }

  private static byte[] decode(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      bytes = new byte[0];
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalStateException(
          "ims.webhooks.sealing-key must be 32 bytes in Base64, as 'openssl rand -base64 32' makes"
              + " them.");
    }
    return bytes;
  }

  private byte[] fromFile() {
    try {
      if (!Files.exists(file)) {
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        write(Base64.getEncoder().encodeToString(fresh));
      }
      return decode(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String text) throws IOException {
    try {
      OwnerOnlyFile.create(file, text + "\n");
    } catch (FileAlreadyExistsException e) {
      // Another start was faster; its key is as good.
      return;
    }
  }
}
