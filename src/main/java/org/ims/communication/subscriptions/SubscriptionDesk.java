package org.ims.communication.subscriptions;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ims.catalogue.Services;
import org.ims.communication.CommunicationKeepers;
import org.ims.engine.Caller;
import org.ims.engine.MailAddress;
import org.ims.engine.People;
import org.ims.engine.VisibleIncidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.UnknownIncidentException;
import org.ims.incident.Violation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Begins and ends subscriptions. Everybody who is signed in subscribes for themselves; those who
 * communicate do so for groups, addresses outside and channels too.
 */
@Service
class SubscriptionDesk {

  /** In which notices are written. */
  static final List<String> LANGUAGES = List.of("en", "de");

  private static final int MOST = 100;
  private static final int LONGEST = 255;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

  /** There is no such subscription, or not for this reader. */
  @ResponseStatus(code = HttpStatus.NOT_FOUND, reason = "There is no such subscription.")
  static class UnknownSubscriptionException extends RuntimeException {}

  private final Subscriptions subscriptions;
  private final Services services;
  private final VisibleIncidents incidents;
  private final People people;
  private final Caller caller;
  private final Clock clock;

  SubscriptionDesk(
      Subscriptions subscriptions,
      Services services,
      VisibleIncidents incidents,
      People people,
      Caller caller,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.services = services;
    this.incidents = incidents;
    this.people = people;
    this.caller = caller;
    this.clock = clock;
  }

  /** The caller's own subscriptions. */
  @Transactional(readOnly = true)
  List<Subscription> mine() {
    return subscriptions.findByKindAndSubscriberAndEndedAtIsNullOrderById(
        Subscription.Kind.PERSON, caller.user());
  }

  /** Those of others, for who may keep them; else none. */
  @Transactional(readOnly = true)
  List<Subscription> others() {
    if (!isKeeper()) {
      return List.of();
    }
    return subscriptions.findByEndedAtIsNullOrderById().stream()
        .filter(
            subscription ->
                subscription.kind() != Subscription.Kind.PERSON
                    || !subscription.subscriber().equals(caller.user()))
        .filter(subscription -> maySee(subscription.incidentNumber()))
        .toList();
  }

  private boolean maySee(String incident) {
    if (incident == null) {
      return true;
    }
    try {
      incidents.get(incident);
      return true;
    } catch (UnknownIncidentException restricted) {
      return false;
    }
  }

  /** The language in which the caller is written to, as {@code de}; the general one if none. */
  String language() {
    return people.language(caller.user()).orElse("");
  }

  /**
   * From now on the caller is written to in this language.
   *
   * @throws InvalidInputException when nothing is written in it
   */
  @Transactional
  void speak(String language) {
    if (!LANGUAGES.contains(language)) {
      throw new InvalidInputException(
          "language", "choice", "Language must be one of " + String.join(", ", LANGUAGES) + ".");
    }
    String login = caller.user();
    caller.asSystem(
        () -> {
          people.speak(login, language);
          return null;
        });
  }

  /** Whether the caller may subscribe for others. */
  boolean isKeeper() {
    return caller.groups().stream().anyMatch(CommunicationKeepers.GROUPS::contains);
  }

  /**
   * @throws InvalidInputException naming everything that is wrong with the request
   */
  @Transactional
  Subscription subscribe(SubscriptionRequest asked) {
    SubscriptionRequest request = completed(asked);
    List<Violation> violations = new ArrayList<>();
    checkSubscriber(request, violations);
    checkFilter(request, violations);
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    if (subscriptions.exists(
        request.kind(),
        request.subscriber(),
        request.audience(),
        request.service(),
        request.priority(),
        request.incident())) {
      throw new InvalidInputException("subscriber", "once", "This subscription exists already.");
    }
    if (subscriptions.countByKindAndSubscriberAndEndedAtIsNull(request.kind(), request.subscriber())
        >= MOST) {
      throw new InvalidInputException(
          "subscriber", "most", "A subscriber has at most %d subscriptions.".formatted(MOST));
    }
    return subscriptions.saveAndFlush(new Subscription(request, caller.user(), clock.instant()));
  }

  /** Nothing is sent for it any more; what was sent stays on record. */
  @Transactional
  void end(long id) {
    Subscription subscription =
        subscriptions.findById(id).orElseThrow(UnknownSubscriptionException::new);
    boolean own =
        subscription.kind() == Subscription.Kind.PERSON
            && subscription.subscriber().equals(caller.user());
    if (subscription.isEnded() || (!own && !isKeeper())) {
      throw new UnknownSubscriptionException();
    }
    subscription.end(caller.user(), clock.instant());
  }

  /** Who says nothing about whom means themselves. */
  private SubscriptionRequest completed(SubscriptionRequest asked) {
    Subscription.Kind kind = asked.kind() == null ? Subscription.Kind.PERSON : asked.kind();
    String subscriber = blankToNull(asked.subscriber());
    if (subscriber == null && kind == Subscription.Kind.PERSON) {
      subscriber = caller.user();
    }
    Subscription.Audience audience = asked.audience();
    if (audience == null) {
      audience =
          kind == Subscription.Kind.ADDRESS
              ? Subscription.Audience.CUSTOMERS
              : Subscription.Audience.USERS;
    }
    return new SubscriptionRequest(
        kind,
        subscriber,
        audience,
        blankToNull(asked.service()),
        asked.priority(),
        blankToNull(asked.incident()));
  }

  private void checkSubscriber(SubscriptionRequest request, List<Violation> violations) {
    String subscriber = request.subscriber();
    boolean forThemselves =
        request.kind() == Subscription.Kind.PERSON && caller.user().equals(subscriber);
    if (!forThemselves && !isKeeper()) {
      violations.add(
          new Violation(
              "subscriber", "own", "Only managers and communication subscribe for others."));
      return;
    }
    if (subscriber == null || subscriber.length() > LONGEST) {
      violations.add(
          new Violation(
              "subscriber", "required", "Subscriber is required, with at most 255 characters."));
      return;
    }
    boolean known =
        switch (request.kind()) {
          // Not everybody who subscribes others may list people in the engine.
          case PERSON -> caller.asSystem(() -> people.find(subscriber).isPresent());
          case GROUP -> caller.asSystem(() -> people.isGroup(subscriber));
          case ADDRESS -> MailAddress.is(subscriber);
          case CHANNEL -> NAME.matcher(subscriber).matches();
        };
    if (!known) {
      violations.add(
          new Violation(
              "subscriber",
              "known",
              switch (request.kind()) {
                case PERSON -> "Subscriber: there is nobody with this login.";
                case GROUP -> "Subscriber: there is no such group.";
                case ADDRESS -> "Subscriber must be a mail address.";
                case CHANNEL -> "Subscriber must be the name of a channel.";
              }));
    }
    if (request.kind() == Subscription.Kind.ADDRESS
        && request.audience() != Subscription.Audience.CUSTOMERS) {
      violations.add(
          new Violation(
              "audience", "outside", "Audience: an address outside hears what is for customers."));
    }
  }

  private void checkFilter(SubscriptionRequest request, List<Violation> violations) {
    if (request.service() != null && services.findActive(request.service()).isEmpty()) {
      violations.add(new Violation("service", "known", "Service: there is no such service."));
    }
    if (request.incident() != null) {
      try {
        incidents.get(request.incident());
      } catch (UnknownIncidentException e) {
        violations.add(new Violation("incident", "known", "Incident: there is no such incident."));
      }
    }
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
