package org.ims.documentation.journal.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.ims.engine.Sha256;

/**
 * The personal texts of an entry, readable under the key of its chain alone (AES-256-GCM). The
 * chain of hashes holds them sealed, so that it stays verifiable when the key is destroyed.
 */
public final class SealedTexts {

  /** How long a key is. */
  public static final int KEY_BYTES = 32;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_ID_DIGITS = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private SealedTexts() {}

  /** A key for a chain. */
  public static byte[] newKey() {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return key;
  }

  /**
   * What an entry says about the key, so that nobody can come with another one later under which it
   * would read otherwise: the first 32 hexadecimal digits of its SHA-256.
   */
  public static String keyId(byte[] key) {
    return StoredEntry.hex(Sha256.of(key)).substring(0, KEY_ID_DIGITS);
  }

  /** In Base64. */
  public static String seal(byte[] key, String chain, Map<String, String> texts) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] plain = CanonicalJson.of(texts).getBytes(StandardCharsets.UTF_8);
    byte[] sealed = apply(Cipher.ENCRYPT_MODE, key, chain, nonce, plain);
    byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
    return Base64.getEncoder().encodeToString(whole);
  }

  /**
   * @throws IllegalStateException when it was sealed with another key, or in another chain
   */
  public static Map<String, String> open(byte[] key, String chain, String sealed) {
    byte[] whole = Base64.getDecoder().decode(sealed);
    byte[] plain =
        apply(
            Cipher.DECRYPT_MODE,
            key,
            chain,
            Arrays.copyOf(whole, NONCE_BYTES),
            Arrays.copyOfRange(whole, NONCE_BYTES, whole.length));
    JsonNode json = CanonicalJson.read(new String(plain, StandardCharsets.UTF_8));
    Map<String, String> texts = new TreeMap<>();
    json.properties().forEach(text -> texts.put(text.getKey(), text.getValue().textValue()));
    return texts;
  }

  private static byte[] apply(int mode, byte[] key, String chain, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(chain.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Sealed with another key", e);
    }
  }
}
