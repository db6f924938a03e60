package org.ims.documentation.journal.verification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import org.ims.engine.Sha256;

/** Ed25519 (RFC 8032), which every Java from 15 on has. */
public final class Signatures {

  private static final String ALGORITHM = "Ed25519";

  private Signatures() {}

  /** The name of a public key: SHA-256 of its X.509 form, in hexadecimal digits. */
  public static String fingerprint(byte[] publicKey) {
    return StoredEntry.hex(Sha256.of(publicKey));
  }

  /** The signature of a text in UTF-8. */
  public static byte[] sign(PrivateKey key, String text) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the text was signed with the private half of the key; false for a broken key too. */
  public static boolean isValid(byte[] publicKey, String text, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(publicKey)));
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.verify(signed);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
