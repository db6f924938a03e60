package org.ims.communication.channels;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ims.engine.Sha256;

/** Signs deliveries as Standard Webhooks has it, so that a receiver knows whose they are. */
final class WebhookSignature {

  /** What Standard Webhooks puts before a key. */
  static final String KEY_PREFIX = "whsec_";

  private WebhookSignature() {}

  /**
   * The three headers.
   *
   * @param id the same for each attempt
   * @param keys with each of which it is signed; several while a receiver changes its key
   */
  static Map<String, String> headers(String id, Instant at, byte[] body, List<byte[]> keys) {
    String timestamp = String.valueOf(at.getEpochSecond());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", timestamp);
    headers.put(
        "webhook-signature",
        keys.stream()
            .map(key -> "v1," + signature(key, id + "." + timestamp + ".", body))
            .collect(Collectors.joining(" ")));
    return headers;
  }

  private static String signature(byte[] key, String before, byte[] body) {
    return Base64.getEncoder()
        .encodeToString(Sha256.keyed(key, before.getBytes(StandardCharsets.UTF_8), body));
  }
}
