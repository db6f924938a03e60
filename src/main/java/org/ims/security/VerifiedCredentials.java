package org.ims.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ims.security.EngineIdentities.Identity;

/**
 * Remembers for a short time which login and password fitted, since a client of the API sends both
 * with each request and checking a password is slow on purpose. It keeps neither: the key is their
 * HMAC under a secret that only this process has. A changed password, or a user who left a group,
 * is therefore noticed after at most that time.
 */
class VerifiedCredentials {

  private static final int MAX_ENTRIES = 10_000;
  private static final String ALGORITHM = "HmacSHA256";

  private final long ttlNanos;
  private final LongSupplier nanoTime;
  private final SecretKeySpec secret;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  VerifiedCredentials(Duration ttl, LongSupplier nanoTime) {
    this.ttlNanos = ttl.toNanos();
    this.nanoTime = nanoTime;
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    this.secret = new SecretKeySpec(key, ALGORITHM);
  }

  Optional<Identity> find(String login, String password) {
    Entry entry = entries.get(key(login, password));
    return entry == null || expired(entry) ? Optional.empty() : Optional.of(entry.login());
  }

  void remember(String login, String password, Identity verified) {
    if (entries.size() >= MAX_ENTRIES) {
      entries.values().removeIf(this::expired);
    }
    if (entries.size() < MAX_ENTRIES) {
      entries.put(key(login, password), new Entry(nanoTime.getAsLong(), verified));
    }
  }

  private boolean expired(Entry entry) {
    return nanoTime.getAsLong() - entry.since() >= ttlNanos;
  }

  private String key(String login, String password) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      byte[] name = login.getBytes(StandardCharsets.UTF_8);
      // With the length in front no login can take the beginning of a password.
      mac.update((name.length + ":").getBytes(StandardCharsets.UTF_8));
      mac.update(name);
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + ALGORITHM, e);
    }
  }

  private record Entry(long since, Identity login) {}
}
