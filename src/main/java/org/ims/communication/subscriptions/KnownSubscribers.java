package org.ims.communication.subscriptions;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.ims.communication.updates.Subscribers;
import org.ims.engine.Notices;
import org.ims.engine.People;
import org.ims.incident.Incident;
import org.ims.incident.Reader;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds who subscribed to what an incident is. Of a restricted incident nobody hears who may not
 * see it, whatever they subscribed to.
 */
@Component
class KnownSubscribers implements Subscribers {

  private final Subscriptions subscriptions;
  private final People people;

  KnownSubscribers(Subscriptions subscriptions, People people) {
    this.subscriptions = subscriptions;
    this.people = people;
  }

  @Override
  @Transactional(readOnly = true)
  public Set<String> ofAudience(Incident incident, String audience) {
    Set<String> recipients = new TreeSet<>();
    for (Subscription.Audience known : Subscription.Audience.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(audience)) {
        subscriptions.concerning(known, incident.service(), incident.number()).stream()
            .filter(subscription -> isGraveEnough(incident, subscription))
            .forEach(subscription -> add(incident, subscription, recipients));
      }
    }
    return recipients;
  }

  @Override
  @Transactional(readOnly = true)
  public Set<String> ofIncident(Incident incident) {
    Set<String> recipients = new TreeSet<>();
    subscriptions.ofIncident(incident.number()).stream()
        .filter(
            subscription ->
                subscription.kind() == Subscription.Kind.PERSON
                    || subscription.kind() == Subscription.Kind.GROUP)
        .forEach(subscription -> add(incident, subscription, recipients));
    // The reporter hears of each state anyway.
    recipients.remove(incident.report().reporter());
    return recipients;
  }

  private static boolean isGraveEnough(Incident incident, Subscription subscription) {
    return subscription.priority() == null
        || (incident.priority() != null
            && incident.priority().compareTo(subscription.priority()) <= 0);
  }

  private void add(Incident incident, Subscription subscription, Set<String> recipients) {
    String subscriber = subscription.subscriber();
    switch (subscription.kind()) {
      case PERSON -> addIfAllowed(incident, subscriber, recipients);
      case GROUP ->
          people
              .membersOf(subscriber)
              .forEach(member -> addIfAllowed(incident, member.login(), recipients));
      case ADDRESS -> {
        if (!incident.report().restricted()) {
          recipients.add(subscriber);
        }
      }
      case CHANNEL -> {
        if (!incident.report().restricted()) {
          recipients.add(Notices.CHANNEL + subscriber);
        }
      }
    }
  }

  private void addIfAllowed(Incident incident, String login, Set<String> recipients) {
    boolean allowed =
        !incident.report().restricted() || new Reader(login, people.groupsOf(login)).sees(incident);
    if (allowed && people.find(login).isPresent()) {
      recipients.add(login);
    }
  }
}
