package org.ims.review;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ims.calendar.ServiceCalendars;
import org.ims.engine.Alerts;
import org.ims.engine.Caller;
import org.ims.engine.People;
import org.ims.incident.Incident;
import org.ims.incident.IncidentMoved;
import org.ims.incident.Incidents;
import org.ims.incident.Meeting;
import org.ims.incident.MeetingPlanner;
import org.ims.incident.Report;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Invites people to the meeting that reviews an incident, and tells them when its date changes. */
@Service
@Transactional
class MeetingDates implements MeetingPlanner {

  private static final String NAME = "review";
  private static final String INVITATION = "review-invitation";
  private static final String CANCELLATION = "review-cancellation";

  private final Incidents incidents;
  private final ReviewMeetings meetings;
  private final ServiceCalendars calendars;
  private final Alerts alerts;
  private final People people;
  private final Caller caller;
  private final MeetingSettings settings;
  private final Clock clock;

  MeetingDates(
      Incidents incidents,
      ReviewMeetings meetings,
      ServiceCalendars calendars,
      Alerts alerts,
      People people,
      Caller caller,
      MeetingSettings settings,
      Clock clock) {
    this.incidents = incidents;
    this.meetings = meetings;
    this.calendars = calendars;
    this.alerts = alerts;
    this.people = people;
    this.caller = caller;
    this.settings = settings;
    this.clock = clock;
  }

  /** The meeting is to be held then; of an imported incident, which is history, nobody is told. */
  void set(String number, Instant start, String calendar) {
    Incident incident = incidents.get(number);
    if (incident.report().source() != Report.Source.IMPORT) {
      invite(incident, start, calendars.zone(calendar));
    }
  }

  /**
   * Somebody gave the task of holding it this date.
   *
   * @param start null when it has none any more
   */
  void moved(String number, Instant start) {
    Optional<ReviewMeeting> last = last(number);
    if (last.isEmpty()) {
      return;
    }
    if (start == null) {
      cancel(number);
    } else if (!start
        .truncatedTo(ChronoUnit.MILLIS)
        .equals(last.get().startsAt().truncatedTo(ChronoUnit.MILLIS))) {
      invite(incidents.get(number), start, last.get().zone());
    }
  }

  /** People have met. */
  void held(String number) {
    last(number).ifPresent(ReviewMeeting::hold);
  }

  /** An incident that has ended otherwise is not reviewed any more. */
  @EventListener
  void incidentMoved(IncidentMoved move) {
    if (move.stateMoved() && move.after().state().isFinal()) {
      cancel(move.number());
    }
  }

  private void invite(Incident incident, Instant start, ZoneId zone) {
    int sequence = last(incident.number()).map(last -> last.sequence() + 1).orElse(0);
    Set<String> invited = invited(incident);
    meetings.save(
        new ReviewMeeting(
            incident.number(), sequence, start, zone, settings.length(), invited, clock.instant()));
    tell(incident.number(), INVITATION, sequence, invited);
  }

  private void cancel(String number) {
    last(number)
        .filter(ReviewMeeting::isPlanned)
        .map(last -> meetings.save(last.cancellation(clock.instant())))
        .ifPresent(
            cancelled -> tell(number, CANCELLATION, cancelled.sequence(), cancelled.invited()));
  }

  /** Whoever moved it need not have the right to begin the delivery of a notice. */
  private void tell(String number, String kind, int sequence, Collection<String> invited) {
    caller.asSystem(() -> alerts.tell(number, kind, sequence, null, List.of(), invited));
  }

  private Set<String> invited(Incident incident) {
    Set<String> invited = new TreeSet<>();
    settings
        .invited()
        .forEach(group -> people.membersOf(group).forEach(member -> invited.add(member.login())));
    for (String login : new String[] {incident.commander(), incident.responder()}) {
      people.find(login).ifPresent(person -> invited.add(person.login()));
    }
    return invited;
  }

  private Optional<ReviewMeeting> last(String number) {
    return meetings.findFirstByIncidentNumberOrderBySequenceDesc(number);
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Meeting> meeting(Incident incident, String kind, int round) {
    return kind.equals(INVITATION) || kind.equals(CANCELLATION)
        ? meetings
            .findByIncidentNumberAndSequence(incident.number(), round)
            .map(meeting -> meeting.asMeeting(NAME))
        : Optional.empty();
  }
}
