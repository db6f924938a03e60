package org.ims.security;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ims.engine.Caller;
import org.ims.engine.UserDeleted;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.ims.incident.Violation;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Tokens for machines. One belongs to the user who made it and never has more rights than that
 * user; nobody makes one in the name of somebody else, so that what a machine does is answered for
 * by a person or by an account of its own.
 */
@Service
class ApiTokens {

  static final int MOST_LISTED = 500;

  private static final int NAME = 80;

  /** The moment at which one ends is kept to the second. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** There is no such token, or it is somebody else's. */
  @ResponseStatus(code = HttpStatus.NOT_FOUND, reason = "There is no such token.")
  static class UnknownTokenException extends RuntimeException {}

  private final ApiTokenStore store;
  private final Caller caller;
  private final Journal journal;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Duration longest;
  private final int most;
  private final int attemptsThatLock;
  private final Duration longestAbsence;

  ApiTokens(
      ApiTokenStore store,
      Caller caller,
      Journal journal,
      Clock clock,
      @Value("${ims.security.tokens.longest}") Duration longest,
      @Value("${ims.security.tokens.most-per-user}") int most,
      @Value("${camunda.bpm.generic-properties.properties.login-max-attempts}")
          int attemptsThatLock,
      @Value("${ims.security.tokens.longest-absence}") Duration longestAbsence) {
    this.store = store;
    this.caller = caller;
    this.journal = journal;
    this.clock = clock;
    this.longest = longest;
    this.most = most;
    this.attemptsThatLock = attemptsThatLock;
    this.longestAbsence = longestAbsence;
  }

  /** A token with its text, which nobody will see again. */
  record Made(ApiToken token, String text) {}

  /**
   * @param scopes to what it is narrowed; null or empty for all that the caller may
   * @param lifetime for how long it is good; null for as long as one may be
   * @throws InvalidInputException naming every field that breaks a rule
   */
  @Transactional
  public Made create(String name, List<String> scopes, Duration lifetime) {
    List<String> narrowed = scopes == null ? List.of() : scopes.stream().distinct().toList();
    Duration wanted = lifetime == null ? longest : lifetime;
    requireValid(name, narrowed, wanted);
    String owner = caller.user();
    Instant now = clock.instant();
    store.lock(owner);
    if (store.countGood(owner, now) >= most) {
      throw new InvalidInputException(
          "name", "max-tokens", "You have %d tokens; revoke one first.".formatted(most));
    }
    String text = ApiTokenText.random(random);
    long id =
        store.add(
            owner,
            name.strip(),
            narrowed,
            ApiTokenText.digest(text),
            now,
            now.plus(wanted).truncatedTo(ChronoUnit.SECONDS));
    ApiToken token = store.find(id).orElseThrow();
    journal.record(
        fact("api-token-created", token)
            .with("scopes", token.scopes())
            .with("expires", token.expiresAt().toString()));
    return new Made(token, text);
  }

  /** The caller's own; for administrators those of all. */
  @Transactional(readOnly = true)
  public List<ApiToken> list() {
    return store.list(administers() ? null : caller.user(), MOST_LISTED);
  }

  /**
   * From now on nothing that shows it is answered. Does nothing more to one that is revoked.
   *
   * @throws UnknownTokenException also when it is somebody else's and the caller no administrator
   */
  @Transactional
  public void revoke(long id) {
    ApiToken token =
        store
            .find(id)
            .filter(found -> administers() || found.owner().equals(caller.user()))
            .orElseThrow(UnknownTokenException::new);
    if (token.revokedAt() == null) {
      store.revoke(id, caller.user(), clock.instant());
      journal.record(fact("api-token-revoked", token));
    }
  }

  /** A later user of the same login must not inherit them. */
  @EventListener
  void ownerDeleted(UserDeleted deleted) {
    for (ApiToken token : store.list(deleted.userId(), Integer.MAX_VALUE)) {
      if (token.revokedAt() == null) {
        store.revoke(token.id(), deleted.by(), clock.instant());
        journal.record(fact("api-token-revoked", token).by(deleted.by()));
      }
    }
  }

  /** The token of this text, if it is good now and its owner neither gone nor locked. */
  @Transactional
  public Optional<ApiToken> use(String text) {
    if (!ApiTokenText.isWellFormed(text)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<ApiToken> token =
        store
            .findUsable(ApiTokenText.digest(text), attemptsThatLock, now.minus(longestAbsence))
            .filter(found -> found.isGoodAt(now));
    token.ifPresent(found -> store.used(found.id(), now.truncatedTo(ChronoUnit.HOURS)));
    return token;
  }

  private boolean administers() {
    return caller.groups().contains(Roles.ADMINISTRATOR);
  }

  private void requireValid(String name, List<String> scopes, Duration lifetime) {
    List<Violation> violations = new ArrayList<>();
    if (name == null || name.isBlank()) {
      violations.add(new Violation("name", "required", "Name is required."));
    } else if (name.length() > NAME) {
      violations.add(new Violation("name", "max-length", "Name must have at most 80 characters."));
    }
    Set<String> known = EndpointRights.scopes();
    if (scopes.stream().anyMatch(scope -> scope == null || !known.contains(scope))) {
      violations.add(
          new Violation(
              "scopes", "choice", "Scopes must be among %s.".formatted(String.join(", ", known))));
    }
    if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(longest) > 0) {
      violations.add(
          new Violation(
              "lifetime",
              "range",
              "Lifetime must be between %s and %s.".formatted(SHORTEST, longest)));
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
  }

  private static JournalFact fact(String kind, ApiToken token) {
    return JournalFact.of(null, kind)
        .with("token", token.id())
        .with("owner", token.owner())
        .withPersonal("name", token.name());
  }
}
