package org.ims.reporting.webhooks;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ims.engine.SecretSeal;
import org.ims.engine.Sha256;
import org.ims.reporting.webhooks.WebhookSource.Authentication;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Tells which source a delivery comes from: by a bearer token, or by a signature as Standard
 * Webhooks defines it (HMAC-SHA256 over identifier, timestamp and the body as it came).
 */
@Component
class SourceLogin {

  /** How far the clocks of both sides may differ, as Standard Webhooks recommends. */
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private static final Pattern PATH = Pattern.compile(".*/api/webhooks/([a-z]+)/?");
  private static final Pattern IDENTIFIER = Pattern.compile("[\\x21-\\x7E]{1,200}");
  private static final String BEARER = "Bearer ";
  private static final String VERSION = "v1,";

  private final WebhookSources sources;
  private final SecretSeal seal;
  private final Clock clock;

  SourceLogin(WebhookSources sources, SecretSeal seal, Clock clock) {
    this.sources = sources;
    this.seal = seal;
    this.clock = clock;
  }

  /**
   * Which active source the request says it is, for the path it came to. A token proves it at once;
   * a name waits for the signature to be checked.
   */
  Optional<WebhookSource> claimed(HttpServletRequest request) {
    Matcher path = PATH.matcher(request.getServletPath());
    if (!path.matches()) {
      return Optional.empty();
    }
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    Optional<WebhookSource> source;
    if (authorization != null && authorization.startsWith(BEARER)) {
      byte[] digest =
          WebhookSourceAdministration.digest(authorization.substring(BEARER.length()).strip());
      source =
          sources
              .findByToken(digest, clock.instant())
              .filter(found -> found.authentication() == Authentication.BEARER);
    } else {
      String name = request.getHeader("webhook-source");
      if (name == null) {
        name = request.getParameter("source");
      }
      source =
          (name == null ? Optional.<WebhookSource>empty() : sources.find(name))
              .filter(found -> found.authentication() == Authentication.HMAC);
    }
    return source
        .filter(WebhookSource::isActive)
        .filter(found -> found.kind().key().equals(path.group(1)));
  }

  /** Why the delivery is not the source's own; empty when it is. */
  Optional<String> refusal(WebhookSource source, HttpServletRequest request, byte[] body) {
    if (source.authentication() == Authentication.BEARER) {
      return Optional.empty();
    }
    String id = request.getHeader("webhook-id");
    String timestamp = request.getHeader("webhook-timestamp");
    String signatures = request.getHeader("webhook-signature");
    if (id == null
        || timestamp == null
        || signatures == null
        || !IDENTIFIER.matcher(id).matches()) {
      return Optional.of("unsigned");
    }
    if (!isRecent(timestamp)) {
      return Optional.of("timestamp");
    }
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    for (byte[] sealed : sources.sealedKeys(source.name(), clock.instant())) {
      byte[] expected = Sha256.keyed(seal.open(sealed), head, body);
      for (String signature : signatures.split(" ")) {
        if (signature.startsWith(VERSION)
            && MessageDigest.isEqual(expected, decoded(signature.substring(VERSION.length())))) {
          return Optional.empty();
        }
      }
    }
    return Optional.of("signature");
  }

  /** The identifier under which a repeat of a signed delivery is known, or null. */
  String deliveryId(WebhookSource source, HttpServletRequest request) {
    return source.authentication() == Authentication.HMAC ? request.getHeader("webhook-id") : null;
  }

  void refused(WebhookSource source, String reason) {
    sources.refused(source.name(), reason, clock.instant());
  }

  private boolean isRecent(String timestamp) {
    try {
      Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
      return Duration.between(sent, clock.instant()).abs().compareTo(WINDOW) <= 0;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static byte[] decoded(String signature) {
    try {
      return Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
