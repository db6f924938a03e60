package org.ims.servicelevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ims.calendar.BerlinCalendars;
import org.ims.engine.DueDates;
import org.ims.engine.Occurrences;
import org.ims.incident.Assessment;
import org.ims.incident.HoldReason;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.PersonalData;
import org.ims.incident.Priority;
import org.ims.incident.Report;
import org.mockito.Mockito;
import org.mockito.quality.Strictness;

/**
 * Whatever happens in whichever order, what is promised is what somebody would find who ticks off
 * the minutes that count one by one, and shares no arithmetic with the clock.
 */
class ServiceLevelsPropertyTest {

  private enum Act {
    HOLD,
    RESUME,
    RAISE,
    LOWER
  }

  /**
   * @param after minutes since the step before
   */
  private record Step(int after, Act act) {}

  /** How many minutes a priority promises, and whether every minute counts. */
  private record Promise(String within, int minutes, boolean roundTheClock) {}

  private static final List<Promise> PROMISES =
      List.of(
          new Promise("PT4H", 240, true),
          new Promise("PT8H", 480, true),
          new Promise("PT24H", 1440, false),
          new Promise("PT72H", 4320, false),
          new Promise("P10D", 6000, false));

  private static final Set<LocalDate> HOLIDAYS =
      Set.of(
          LocalDate.parse("2026-04-03"),
          LocalDate.parse("2026-10-26"),
          LocalDate.parse("2028-02-28"));

  /** Around these the clocks change, or a leap day lies. */
  private static final List<String> ODD_DAYS =
      List.of("2026-03-27", "2026-10-23", "2027-03-25", "2027-10-29", "2028-02-25", "2028-03-24");

  /** The world of one incident, kept in lists instead of tables. */
  private static final class World {

    final Incident incident;
    final List<TargetChange> changes = new ArrayList<>();
    final List<ServiceLevelPause> pauses = new ArrayList<>();
    final ServiceLevels serviceLevels;
    Instant now;
    Priority priority;

    World(Instant start) {
      now = start;
      incident =
          new Incident(
              1,
              new Report(
                  "t",
                  "d",
                  "mail",
                  null,
                  null,
                  "reporter",
                  Report.Source.FORM,
                  null,
                  start,
                  false,
                  PersonalData.NO,
                  false,
                  false),
              start);
      Incidents incidents = stub(Incidents.class);
      when(incidents.get(any())).thenReturn(incident);
      TargetChanges changeRows = stub(TargetChanges.class);
      when(changeRows.save(any()))
          .thenAnswer(call -> kept(changes, call.<TargetChange>getArgument(0)));
      when(changeRows.findFirstByIncidentNumberOrderByIdDesc(any()))
          .thenAnswer(
              call ->
                  changes.isEmpty()
                      ? Optional.empty()
                      : Optional.of(changes.get(changes.size() - 1)));
      ServiceLevelPauses pauseRows = stub(ServiceLevelPauses.class);
      when(pauseRows.save(any()))
          .thenAnswer(call -> kept(pauses, call.<ServiceLevelPause>getArgument(0)));
      when(pauseRows.findByIncidentNumberOrderById(any())).thenReturn(pauses);
      serviceLevels =
          new ServiceLevels(
              incidents,
              changeRows,
              pauseRows,
              BerlinCalendars.with(HOLIDAYS),
              stub(DueDates.class),
              stub(Occurrences.class),
              new Clock() {
                @Override
                public Instant instant() {
                  return now;
                }

                @Override
                public ZoneId getZone() {
                  return BerlinCalendars.ZONE;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                  return this;
                }
              });
    }

    private static <T> T stub(Class<T> type) {
      return mock(
          type,
          withSettings()
              .stubOnly()
              .strictness(Strictness.LENIENT)
              .defaultAnswer(Mockito.RETURNS_DEFAULTS));
    }

    private static <T> T kept(List<T> rows, T row) {
      rows.add(row);
      return row;
    }

    void assess(Priority first) {
      incident.register();
      priority = first;
      serviceLevels.promise(incident.number(), targets(first, null));
      incident.assess(
          new Assessment(1, "", 1, "", first, false, now), incident.serviceLevel(), "team", "");
      incident.startResponse("responder", now);
    }

    boolean isPaused() {
      return pauses.stream().anyMatch(ServiceLevelPause::isOpen);
    }

    /** What a step cannot do in this state it leaves. */
    void take(Step step, Priority highest, Priority lowest) {
      now = now.plus(Duration.ofMinutes(step.after()));
      switch (step.act()) {
        case HOLD -> {
          if (!isPaused()) {
            incident.hold(HoldReason.VENDOR);
            serviceLevels.pause(incident.number(), HoldReason.VENDOR);
          }
        }
        case RESUME -> {
          if (isPaused()) {
            incident.resume();
            serviceLevels.resume(incident.number());
          }
        }
        case RAISE -> change(Math.max(highest.ordinal(), priority.ordinal() - 1), null);
        case LOWER -> change(Math.min(lowest.ordinal(), priority.ordinal() + 1), "Fewer users");
      }
    }

    private void change(int ordinal, String reason) {
      priority = Priority.values()[ordinal];
      serviceLevels.promise(incident.number(), targets(priority, reason));
    }
  }

  private static Targets targets(Priority priority, String reason) {
    Promise promise = PROMISES.get(priority.ordinal());
    return new Targets(
        priority,
        "PT15M",
        "PT30M",
        promise.within(),
        promise.roundTheClock() ? "24x7" : "business-hours",
        "P1D",
        "P5D",
        "P2D",
        reason);
  }

  @Property(tries = 150)
  void noOrderOfStepsYieldsAWrongInstant(
      @ForAll("starts") Instant start,
      @ForAll("hours") Priority first,
      @ForAll("steps") List<Step> steps) {
    follow(start, first, steps, Priority.P1, Priority.P4);
  }

  /** Business days keep the time of day, so they begin within the hours here. */
  @Property(tries = 80)
  void norWhenDaysArePromised(
      @ForAll("startsInHours") Instant start, @ForAll("steps") List<Step> steps) {
    follow(start, Priority.P5, steps, Priority.P3, Priority.P5);
  }

  private static void follow(
      Instant start, Priority first, List<Step> steps, Priority highest, Priority lowest) {
    World world = new World(start);
    world.assess(first);
    check(world, start);
    for (Step step : steps) {
      world.take(step, highest, lowest);
      check(world, start);
    }
  }

  private static void check(World world, Instant start) {
    Promise promise = PROMISES.get(world.priority.ordinal());
    Instant expected = tickOff(start, promise, world.pauses);
    Instant due = world.incident.serviceLevel().resolveDue();
    assertThat(due == null ? null : lastCounted(due, promise, world.pauses))
        .as("due of %s from %s", promise, start)
        .isEqualTo(expected);
    TargetChange last = world.changes.get(world.changes.size() - 1);
    assertThat(last.resolveDue()).isEqualTo(due);
  }

  /** Counts minutes until the promise is used up; null when that never happens. */
  private static Instant tickOff(Instant start, Promise promise, List<ServiceLevelPause> pauses) {
    Instant at = start;
    int left = promise.minutes();
    while (left > 0) {
      if (isForEverPaused(at, pauses)) {
        return null;
      }
      if (counts(at, promise, pauses)) {
        left--;
      }
      at = at.plus(Duration.ofMinutes(1));
    }
    return at;
  }

  /** The same moment may be the end of one counted minute and the beginning of the next. */
  private static Instant lastCounted(Instant due, Promise promise, List<ServiceLevelPause> pauses) {
    Instant at = due;
    while (!counts(at.minus(Duration.ofMinutes(1)), promise, pauses)) {
      at = at.minus(Duration.ofMinutes(1));
    }
    return at;
  }

  private static boolean counts(Instant minute, Promise promise, List<ServiceLevelPause> pauses) {
    for (ServiceLevelPause pause : pauses) {
      Pause time = pause.time();
      if (!minute.isBefore(time.from()) && (time.isOpen() || minute.isBefore(time.until()))) {
        return false;
      }
    }
    if (promise.roundTheClock()) {
      return true;
    }
    ZonedDateTime local = minute.atZone(BerlinCalendars.ZONE);
    return BerlinCalendars.DAYS.contains(local.getDayOfWeek())
        && !HOLIDAYS.contains(local.toLocalDate())
        && !local.toLocalTime().isBefore(BerlinCalendars.OPEN)
        && local.toLocalTime().isBefore(BerlinCalendars.CLOSE);
  }

  private static boolean isForEverPaused(Instant minute, List<ServiceLevelPause> pauses) {
    return pauses.stream()
        .anyMatch(pause -> pause.isOpen() && !minute.isBefore(pause.time().from()));
  }

  @Property(tries = 50)
  void aLoweredPriorityNeedsAReason(@ForAll("starts") Instant start, @ForAll("hours") Priority p) {
    World world = new World(start);
    world.assess(p);
    Priority lower = Priority.values()[p.ordinal() + 1];

    assertThatThrownBy(
            () -> world.serviceLevels.promise(world.incident.number(), targets(lower, " ")))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e -> assertThat(e.violations().get(0).field()).isEqualTo("reason"));
    assertThat(world.changes).hasSize(1);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.oneOf(
                Arbitraries.integers().between(0, 300), Arbitraries.integers().between(0, 4_000)),
            Arbitraries.of(Act.class))
        .as(Step::new)
        .list()
        .ofMaxSize(7);
  }

  @Provide
  Arbitrary<Priority> hours() {
    return Arbitraries.of(Priority.P1, Priority.P2, Priority.P3, Priority.P4);
  }

  @Provide
  Arbitrary<Instant> starts() {
    long from = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() / 60;
    long to = Instant.parse("2029-01-01T00:00:00Z").getEpochSecond() / 60;
    Arbitrary<Instant> any =
        Arbitraries.longs().between(from, to).map(minute -> Instant.ofEpochSecond(minute * 60));
    Arbitrary<Instant> odd =
        Combinators.combine(Arbitraries.of(ODD_DAYS), Arbitraries.integers().between(0, 5_000))
            .as(
                (day, minutes) ->
                    LocalDate.parse(day)
                        .atStartOfDay(BerlinCalendars.ZONE)
                        .toInstant()
                        .plus(Duration.ofMinutes(minutes)));
    return Arbitraries.oneOf(any, odd);
  }

  @Provide
  Arbitrary<Instant> startsInHours() {
    return starts()
        .filter(
            start ->
                counts(
                    start.minus(Duration.ofMinutes(1)),
                    PROMISES.get(Priority.P5.ordinal()),
                    List.of()));
  }
}
