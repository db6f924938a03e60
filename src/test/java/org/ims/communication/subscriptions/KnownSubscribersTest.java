package org.ims.communication.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.SEVERE;

import java.time.Instant;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.Priority;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ImsTest
class KnownSubscribersTest {

  @Autowired private KnownSubscribers subscribers;
  @Autowired private Subscriptions subscriptions;
  @Autowired private Incidents incidents;
  @Autowired private Journey journey;

  @AfterEach
  void forget() {
    subscriptions.deleteAll();
  }

  @Test
  void serviceAndPriorityAndIncidentHoldTogether() {
    Incident incident = incidents.get(journey.toInvestigation(SEVERE));
    assertThat(incident.priority()).isEqualTo(Priority.P1);
    person("exec", null, null, null);
    person("dpo", "mail", Priority.P1, null);
    person("legal", "mail", Priority.P2, incident.number());
    person("scribe", "telephony", null, null);
    person("auditor", null, null, journey.toTriage(SEVERE));

    assertThat(subscribers.ofAudience(incident, "users")).containsExactly("dpo", "exec", "legal");
    assertThat(subscribers.ofAudience(incident, "executives")).isEmpty();
    assertThat(subscribers.ofIncident(incident)).containsExactly("legal");
  }

  @Test
  void lessGraveOnesAreNotHeardOf() {
    Incident unassessed = incidents.get(journey.toTriage(SEVERE));
    person("exec", null, Priority.P2, null);

    assertThat(subscribers.ofAudience(unassessed, "users")).isEmpty();
  }

  @Test
  void groupsAndAddressesAndChannelsHear() {
    Incident incident = incidents.get(journey.toInvestigation(SEVERE));
    add(Subscription.Kind.GROUP, "exec", Subscription.Audience.USERS);
    add(Subscription.Kind.CHANNEL, "operations", Subscription.Audience.USERS);
    add(Subscription.Kind.ADDRESS, "kunde@example.net", Subscription.Audience.CUSTOMERS);

    assertThat(subscribers.ofAudience(incident, "users"))
        .containsExactly("channel:operations", "exec");
    assertThat(subscribers.ofAudience(incident, "customers")).containsExactly("kunde@example.net");
  }

  @Test
  void restrictedIncidentStaysWithThoseWhoMaySeeIt() {
    String number = journey.toTriage(with(journey.report(SEVERE), "restricted", true));
    journey.triage(number, journey.triage(SEVERE));
    journey.assess(number, journey.assessment(SEVERE));
    Incident incident = incidents.get(number);
    person("exec", null, null, null);
    person("incident-manager", null, null, null);
    add(Subscription.Kind.CHANNEL, "operations", Subscription.Audience.USERS);
    add(Subscription.Kind.GROUP, "exec", Subscription.Audience.USERS);
    add(Subscription.Kind.ADDRESS, "kunde@example.net", Subscription.Audience.CUSTOMERS);

    assertThat(subscribers.ofAudience(incident, "users")).containsExactly("incident-manager");
    assertThat(subscribers.ofAudience(incident, "customers")).isEmpty();
  }

  @Test
  void endedSubscriptionIsNotHeard() {
    Incident incident = incidents.get(journey.toInvestigation(SEVERE));
    Subscription subscription = person("exec", null, null, null);
    subscription.end("exec", Instant.now());
    subscriptions.save(subscription);

    assertThat(subscribers.ofAudience(incident, "users")).isEmpty();
  }

  private Subscription person(String login, String service, Priority priority, String number) {
    return subscriptions.save(
        new Subscription(
            new SubscriptionRequest(
                Subscription.Kind.PERSON,
                login,
                Subscription.Audience.USERS,
                service,
                priority,
                number),
            login,
            Instant.now()));
  }

  private void add(Subscription.Kind kind, String subscriber, Subscription.Audience audience) {
    subscriptions.save(
        new Subscription(
            new SubscriptionRequest(kind, subscriber, audience, null, null, null),
            "comms-internal",
            Instant.now()));
  }
}
