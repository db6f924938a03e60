package org.ims.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Journey.Kind.SEVERE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ims.engine.EngineClock;
import org.ims.incident.HoldReason;
import org.ims.incident.Priority;
import org.ims.servicelevel.Breach;
import org.ims.servicelevel.ServiceLevelWatcher;
import org.ims.servicelevel.ServiceLevels;
import org.ims.servicelevel.Target;
import org.ims.servicelevel.Targets;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.ims.testing.PassesEveryNode;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ImsTest
@PassesEveryNode("ServiceLevelWatch")
class ServiceLevelWatchTest {

  private static final String PROCESS = "ServiceLevelWatch";
  private static final String TIMER = "Timer_ReminderDue";
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private ServiceLevels serviceLevels;
  @Autowired private ServiceLevelWatcher watcher;
  @Autowired private JdbcClient jdbc;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @Test
  void peopleAreRemindedOfTheResolutionAndTheBreachIsAFact() {
    String number = journey.toInvestigation(SEVERE);
    desk.claim("responder", number, "UserTask_Investigate");
    jobs.fire(number, TIMER, MONDAY.plus(Duration.ofMinutes(120)));
    jobs.fire(number, TIMER, MONDAY.plus(Duration.ofMinutes(180)));
    jobs.fire(number, TIMER, MONDAY.plus(Duration.ofMinutes(216)));
    assertThat(watcher.breaches(number)).isEmpty();
    jobs.fire(number, TIMER, MONDAY.plus(Duration.ofMinutes(240)));
    assertThat(watcher.breaches(number))
        .singleElement()
        .satisfies(
            breach -> {
              assertThat(breach.target()).isEqualTo(Target.RESOLVE);
              assertThat(breach.priority()).isEqualTo(Priority.P1);
              assertThat(breach.due()).isEqualTo(Instant.parse("2026-03-02T12:00:00Z"));
              assertThat(breach.breachedAt()).isEqualTo(Instant.parse("2026-03-02T12:00:00Z"));
              assertThat(breach.told())
                  .containsExactly("incident-manager", "major-incident-manager", "responder");
            });
    assertThat(records.lastNotice(number))
        .contains("100 % of the time to resolve", "Monday 2026-03-02 12:00");
    jobs.fire(number, TIMER, MONDAY.plus(Duration.ofMinutes(360)));

    jobs.assertNone(number, TIMER);
    assertThat(reminders(number))
        .containsExactly(
            "50 responder",
            "75 incident-manager, responder",
            "90 incident-manager, responder",
            "100 incident-manager, major-incident-manager, responder",
            "150 exec, incident-manager, major-incident-manager");
    assertThat(records.outbox(number))
        .contains("reminder/1 PENDING", "reminder/2 PENDING", "breach/4 PENDING");
    journey.investigate(number);
    assertThat(desk.variable(number, "UserTask_Contain", "knownFacts").toString())
        .contains(
            "Promise to resolve broken: 2026-03-02 12:00",
            "told were incident-manager, major-incident-manager, responder");
  }

  @Test
  void reportThatNobodyLooksAtIsABreach() {
    String number = journey.toTriage(SEVERE);
    jobs.fire(number, TIMER, MONDAY.plus(Duration.ofSeconds(450)));
    jobs.fire(number, TIMER, MONDAY.plus(Duration.ofSeconds(675)));
    jobs.fire(number, TIMER, MONDAY.plus(Duration.ofMinutes(15)));

    assertThat(watcher.breaches(number))
        .extracting(Breach::target)
        .containsExactly(Target.ACKNOWLEDGE);
    assertThat(reminders(number))
        .containsExactly(
            "50 service-desk",
            "75 incident-manager, service-desk",
            "100 incident-manager, major-incident-manager, service-desk");
    assertThat(path(number))
        .endsWith(
            "ServiceTask_Remind",
            "ServiceTask_ReadServiceLevel",
            "BusinessRuleTask_ReminderDecision",
            "ServiceTask_PlanReminder",
            "Gateway_Clock",
            "EndEvent_NothingLeftToWatch");
  }

  @Test
  void whoeverLookedAtItIsNotRemindedToDoSo() {
    String number = journey.toTriage(SEVERE);
    journey.triage(number, fields("kind", "need-info", "reason", "Which server?"));

    jobs.assertNone(number, TIMER);
    assertThat(path(number))
        .endsWith(
            "Event_ServiceLevelMoved",
            "ServiceTask_ReadServiceLevel",
            "BusinessRuleTask_ReminderDecision",
            "ServiceTask_PlanReminder",
            "Gateway_Clock",
            "Event_ClockMoved");
  }

  @Test
  void nobodyIsRemindedWhileTheClockStandsStill() {
    String number = journey.toInvestigation(SEVERE);
    clock.stopAt(MONDAY.plus(Duration.ofMinutes(60)));
    serviceLevels.pause(number, HoldReason.CALLER);
    jobs.assertNone(number, TIMER);
    assertThat(path(number)).contains("Event_ServiceLevelMoved", "Event_ClockMoved");

    clock.stopAt(MONDAY.plus(Duration.ofDays(3)));
    serviceLevels.resume(number);
    jobs.assertDue(number, TIMER, MONDAY.plus(Duration.ofDays(3)).plus(Duration.ofMinutes(60)));
  }

  @Test
  void resolvedIsNotRemindedUntilItIsRefuted() {
    String number = journey.toVerification(SEVERE);
    jobs.assertNone(number, TIMER);
    clock.stopAt(MONDAY.plus(Duration.ofMinutes(200)));
    journey.verify("reporter", number, fields("verified", "no", "comment", "Still down"));

    // 83 % have passed meanwhile, so the next to be told is 90 %.
    jobs.fire(number, TIMER, MONDAY.plus(Duration.ofMinutes(216)));
    assertThat(reminders(number)).hasSize(1).first().asString().startsWith("90 ");
  }

  /** P3 counts from 9 to 18 o'clock in Berlin; raised to P1 its four hours are over already. */
  @Test
  void aRaisedPriorityMayBeABreachAtOnceAndALoweredOneKeepsIt() {
    String number = journey.toInvestigation(SEVERE);
    serviceLevels.promise(number, targets(Priority.P3, "PT24H", "business-hours", "Not so bad"));
    clock.stopAt(MONDAY.plus(Duration.ofHours(5)));
    serviceLevels.promise(number, targets(Priority.P1, "PT4H", "24x7", null));
    jobs.fire(number, TIMER, MONDAY.plus(Duration.ofHours(4)));
    clock.stopAt(MONDAY.plus(Duration.ofHours(5)));
    serviceLevels.promise(
        number, targets(Priority.P3, "PT24H", "business-hours", "Fixed for most"));

    assertThat(watcher.breaches(number)).hasSize(1);
    // Half of 24 business hours: nine on Monday and three on Tuesday.
    jobs.assertDue(number, TIMER, Instant.parse("2026-03-03T10:00:00Z"));
  }

  private static Targets targets(Priority priority, String resolve, String calendar, String why) {
    return new Targets(priority, "PT15M", "PT30M", resolve, calendar, "P1D", "P5D", "P2D", why);
  }

  /** What its watches have passed: that of triage and that of the response. */
  private List<String> path(String number) {
    List<List<String>> paths = desk.paths(number, PROCESS);
    assertThat(paths).allSatisfy(path -> assertThat(path).startsWith("StartEvent_TimePromised"));
    return paths.stream().flatMap(List::stream).toList();
  }

  private List<String> reminders(String number) {
    return jdbc.sql(
            "select percent || ' ' || told from reminder where incident_number = ? order by id")
        .param(number)
        .query(String.class)
        .list();
  }
}
