package org.ims.engine.adapter;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;

/**
 * Hashes the passwords of the engine's users with PBKDF2, since the engine's own single round of
 * SHA-512 is guessed too cheaply. The number of rounds stands in the hash, so that a higher setting
 * leaves existing passwords valid; hashes of the engine's former algorithms stay valid too.
 */
class PasswordHash implements PasswordEncryptor {

  private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final int rounds;

  PasswordHash(int rounds) {
    this.rounds = rounds;
  }

  @Override
  public String encrypt(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return rounds
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash(password, salt, rounds));
  }

  @Override
  public boolean check(String password, String encrypted) {
    String[] parts = encrypted.split("\\$");
    if (parts.length != 3) {
      return false;
    }
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] found = hash(password, base64.decode(parts[1]), Integer.parseInt(parts[0]));
    return MessageDigest.isEqual(found, base64.decode(parts[2]));
  }

  @Override
  public String hashAlgorithmName() {
    return "PBKDF2-SHA512";
  }

  private static byte[] hash(String password, byte[] salt, int rounds) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java cannot hash passwords with " + ALGORITHM, e);
    } finally {
      spec.clearPassword();
    }
  }
}
