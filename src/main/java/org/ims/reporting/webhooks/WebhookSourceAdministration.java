package org.ims.reporting.webhooks;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.ims.catalogue.Services;
import org.ims.engine.SecretSeal;
import org.ims.engine.Sha256;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Violation;
import org.ims.reporting.webhooks.WebhookSource.Authentication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Creates sources, gives them new secrets and takes their rights away. */
@Service
@Transactional
class WebhookSourceAdministration {

  /** The name is part of a token and of the incidents' record. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,38}[a-z0-9]");

  private static final int SECRET_BYTES = 32;
  private static final int MOST_PER_MINUTE = 100_000;
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  /** What Standard Webhooks puts before a key. */
  private static final String KEY_PREFIX = "whsec_";

  private static final String TOKEN_PREFIX = "ims_";

  /** There is a source of that name already. */
  @ResponseStatus(
      code = HttpStatus.CONFLICT,
      reason = "There is a source of this name; names are never used twice.")
  static class NameTakenException extends RuntimeException {}

  /** There is no such source. */
  @ResponseStatus(code = HttpStatus.NOT_FOUND, reason = "There is no source of this name.")
  static class UnknownSourceException extends RuntimeException {}

  private final WebhookSources sources;
  private final SecretSeal seal;
  private final Services services;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  WebhookSourceAdministration(
      WebhookSources sources, SecretSeal seal, Services services, Clock clock) {
    this.sources = sources;
    this.seal = seal;
    this.services = services;
    this.clock = clock;
  }

  /**
   * @return the secret, which nobody will see again
   * @throws InvalidInputException naming every field that breaks a rule
   */
  String create(WebhookSource source) {
    List<Violation> violations = new ArrayList<>();
    if (source.name() == null || !NAME.matcher(source.name()).matches()) {
      violations.add(
          new Violation(
              "name",
              "pattern",
              "Name must have 3 to 40 lower-case letters, digits and hyphens, a letter first."));
    }
    if (source.kind() == null) {
      violations.add(new Violation("kind", "required", "Kind is required."));
    }
    if (source.authentication() == null) {
      violations.add(new Violation("authentication", "required", "Authentication is required."));
    }
    if (source.defaultService() == null || services.findActive(source.defaultService()).isEmpty()) {
      violations.add(
          new Violation(
              "defaultService",
              "known-service",
              "Default service must be one of the catalogue (GET /api/services)."));
    }
    inRange(violations, "ratePerMinute", "Rate per minute", source.ratePerMinute());
    inRange(violations, "stormThreshold", "Storm threshold", source.stormThreshold());
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    if (!sources.add(source)) {
      throw new NameTakenException();
    }
    return newSecret(source, source.createdBy());
  }

  /**
   * Gives a source a new secret; the old ones stay good for a while, so that the sender can be
   * changed in peace.
   *
   * @param overlap how long; zero ends them at once, as after a leak
   * @return the new secret, which nobody will see again
   */
  String rotate(String name, Duration overlap, String by) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw new InvalidInputException("overlap", "range", "Overlap must be between PT0S and P30D.");
    }
    WebhookSource source = active(name);
    sources.endSecrets(name, clock.instant().plus(overlap));
    return newSecret(source, by);
  }

  /** From now on nothing of it is taken; its incidents and its name stay. */
  void revoke(String name, String by) {
    WebhookSource source = get(name);
    Instant now = clock.instant();
    sources.endSecrets(source.name(), now);
    sources.revoke(source.name(), by, now);
  }

  WebhookSource get(String name) {
    return sources.find(name).orElseThrow(UnknownSourceException::new);
  }

  private WebhookSource active(String name) {
    WebhookSource source = get(name);
    if (!source.isActive()) {
      throw new UnknownSourceException();
    }
    return source;
  }

  private String newSecret(WebhookSource source, String by) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    if (source.authentication() == Authentication.HMAC) {
      sources.addSecret(source.name(), null, seal.seal(bytes), by, clock.instant());
      return KEY_PREFIX + Base64.getEncoder().encodeToString(bytes);
    }
    String token =
        TOKEN_PREFIX
            + source.name()
            + "_"
            + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    sources.addSecret(source.name(), digest(token), null, by, clock.instant());
    return token;
  }

  /** A token is 256 random bits, so that a plain hash of it cannot be turned back. */
  static byte[] digest(String token) {
    return Sha256.of(token);
  }

  private static void inRange(
      List<Violation> violations, String field, String label, int perMinute) {
    if (perMinute < 1 || perMinute > MOST_PER_MINUTE) {
      violations.add(
          new Violation(
              field, "range", "%s must be between 1 and %,d.".formatted(label, MOST_PER_MINUTE)));
    }
  }
}
