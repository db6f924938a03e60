package org.ims.security;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What a token looks like: {@code ims_api_}, 256 random bits in 43 letters and digits, and a
 * checksum in 6, so that scanners for leaked secrets know one when they see it, and a mistyped one
 * is refused without asking the database.
 */
final class ApiTokenText {

  static final String PREFIX = "ims_api_";

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM_BYTES = 32;
  private static final int RANDOM_LENGTH = 43;
  private static final int CHECKSUM_LENGTH = 6;
  private static final Pattern FORMAT =
      Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM_LENGTH + CHECKSUM_LENGTH) + "}");

  private ApiTokenText() {}

  static String random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String secret = base62(new BigInteger(1, bytes), RANDOM_LENGTH);
    return PREFIX + secret + checksum(secret);
  }

  static boolean isWellFormed(String token) {
    if (!FORMAT.matcher(token).matches()) {
      return false;
    }
    String secret = token.substring(PREFIX.length(), PREFIX.length() + RANDOM_LENGTH);
    return token.endsWith(checksum(secret));
  }

  /** It is random enough that a plain hash of it cannot be turned back. */
  static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String checksum(String secret) {
    CRC32 crc = new CRC32();
    crc.update(secret.getBytes(StandardCharsets.US_ASCII));
    return base62(BigInteger.valueOf(crc.getValue()), CHECKSUM_LENGTH);
  }

  private static String base62(BigInteger number, int length) {
    StringBuilder digits = new StringBuilder();
    BigInteger base = BigInteger.valueOf(ALPHABET.length());
    BigInteger rest = number;
    for (int i = 0; i < length; i++) {
      BigInteger[] parts = rest.divideAndRemainder(base);
      digits.append(ALPHABET.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    return digits.reverse().toString();
  }
}
