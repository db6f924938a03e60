package org.ims.documentation.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.ims.documentation.journal.verification.Signatures;
import org.ims.engine.OwnerOnlyFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The Ed25519 keys that sign checkpoints: the present one, and the one before it, which hands over
 * to it. They come from the configuration, or from files in the data directory that only the owner
 * of the process can read; the present one is made when there is none.
 */
@Component
class SigningKeys {

  private static final String ALGORITHM = "Ed25519";
  private static final String SEPARATOR = ":";

  private final Path present;
  private final Path former;
  private final String configured;
  private final String configuredFormer;

  SigningKeys(
      @Value("${ims.data-directory}") Path dataDirectory,
      @Value("${ims.journal.signing-key:}") String configured,
      @Value("${ims.journal.former-signing-key:}") String configuredFormer) {
    this.present = dataDirectory.resolve("journal").resolve("signing.key");
    this.former = dataDirectory.resolve("journal").resolve("signing-former.key");
    this.configured = configured.strip();
    this.configuredFormer = configuredFormer.strip();
  }

  /** Both halves of a key. */
  record SigningKey(PrivateKey secret, byte[] publicKey) {

    String fingerprint() {
      return Signatures.fingerprint(publicKey);
    }

    byte[] sign(String text) {
      return Signatures.sign(secret, text);
    }
  }

  /** The key that signs from now on. */
  SigningKey present() {
    if (!configured.isEmpty()) {
      return read(configured, "ims.journal.signing-key");
    }
    try {
      if (!Files.exists(present)) {
        write(present);
      }
      return read(Files.readString(present), present.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The key that signed until the present one came, if it is still here. */
  Optional<SigningKey> former() {
    if (!configuredFormer.isEmpty()) {
      return Optional.of(read(configuredFormer, "ims.journal.former-signing-key"));
    }
    try {
      return Files.exists(former)
          ? Optional.of(read(Files.readString(former), former.toString()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the key comes from the configuration, where it is changed too. */
  boolean isConfigured() {
    return !configured.isEmpty();
  }

  /** Makes a new present key; the next checkpoint hands over to it. */
  void renew() {
    try {
      present();
      Files.move(present, former, StandardCopyOption.REPLACE_EXISTING);
      write(present);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text that holds a new key, as files and the configuration have it. */
  static String newKey() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      Base64.Encoder base64 = Base64.getEncoder();
      return base64.encodeToString(pair.getPrivate().getEncoded())
          + SEPARATOR
          + base64.encodeToString(pair.getPublic().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file) throws IOException {
    try {
      OwnerOnlyFile.create(file, newKey() + "\n");
    } catch (FileAlreadyExistsException e) {
      // Another node was faster; its key is as good.
      return;
    }
  }

  private static SigningKey read(String text, String where) {
    try {
      String[] halves = text.strip().split(SEPARATOR);
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      Base64.Decoder base64 = Base64.getDecoder();
      PrivateKey secret = keys.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(halves[0])));
      byte[] publicKey = base64.decode(halves[1]);
      keys.generatePublic(new X509EncodedKeySpec(publicKey));
      SigningKey key = new SigningKey(secret, publicKey);
      if (!Signatures.isValid(publicKey, where, key.sign(where))) {
        throw new IllegalArgumentException("The halves do not belong together");
      }
      return key;
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IllegalStateException(
          "%s holds no signing key; it takes the private (PKCS #8) and the public half (X.509) of an Ed25519 key in Base64, with a colon between."
              .formatted(where),
          e);
    }
  }
}
