package org.ims.communication;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.TimeZoneRegistryFactory;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Role;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.ims.engine.People;
import org.ims.incident.Incident;
import org.ims.incident.Meeting;
import org.ims.incident.MeetingPlanner;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Writes meetings as calendars understand them (iTIP, RFC 5546): the same meeting has the same
 * identifier, a later word of it a higher sequence.
 */
@Component
class Invitations implements NoticeFacts {

  private final List<MeetingPlanner> planners;
  private final People people;
  private final String from;

  Invitations(
      List<MeetingPlanner> planners, People people, @Value("${ims.mail.from}") String from) {
    this.planners = planners;
    this.people = people;
    this.from = from;
  }

  @Override
  public Map<String, Object> of(String kind, int round) {
    return Map.of();
  }

  @Override
  public Map<String, Object> of(Incident incident, String kind, int round) {
    return meeting(incident, kind, round)
        .<Map<String, Object>>map(meeting -> Map.of("meeting", meeting))
        .orElse(Map.of());
  }

  /** The iCalendar object of the notice, or null when it is about no meeting. */
  String of(Incident incident, String kind, int round, String subject, String text) {
    return meeting(incident, kind, round)
        .map(meeting -> calendar(incident.number(), meeting, subject, text))
        .orElse(null);
  }

  private Optional<Meeting> meeting(Incident incident, String kind, int round) {
    return planners.stream()
        .flatMap(planner -> planner.meeting(incident, kind, round).stream())
        .findFirst();
  }

  private String calendar(String number, Meeting meeting, String subject, String text) {
    Method method = meeting.cancelled() ? ImmutableMethod.CANCEL : ImmutableMethod.REQUEST;
    ZonedDateTime start = meeting.start().atZone(meeting.zone());
    VEvent event = new VEvent(start, start.plus(meeting.length()), subject);
    event.removeAll("DTSTAMP");
    event.add(new DtStamp(meeting.setAt()));
    event.add(new Uid("%s-%s@%s".formatted(number, meeting.name(), MailMessages.domain(from))));
    event.add(new Sequence(meeting.sequence()));
    event.add(
        meeting.cancelled() ? ImmutableStatus.VEVENT_CANCELLED : ImmutableStatus.VEVENT_CONFIRMED);
    event.add(new Description(text));
    event.add(new Organizer(mailto(sender())));
    meeting.invited().stream()
        .flatMap(login -> people.find(login).stream())
        .filter(person -> person.mail() != null && OneLine.is(person.mail()))
        .forEach(person -> event.add(attendee(person, !meeting.cancelled())));
    Calendar calendar = new Calendar();
    calendar.add(new ProdId("-//IMS//Incident management//EN"));
    calendar.add(ImmutableVersion.VERSION_2_0);
    calendar.add(ImmutableCalScale.GREGORIAN);
    calendar.add(method);
    Optional.ofNullable(
            TimeZoneRegistryFactory.getInstance()
                .createRegistry()
                .getTimeZone(meeting.zone().getId()))
        .ifPresent(zone -> calendar.add(zone.getVTimeZone()));
    calendar.add(event);
    calendar.validate(true);
    return folded(calendar);
  }

  /** In lines of at most 75 octets (RFC 5545, 3.1). */
  private static String folded(Calendar calendar) {
    try (StringWriter text = new StringWriter()) {
      new CalendarOutputter(true).output(calendar, text);
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Attendee attendee(People.Person person, boolean answers) {
    Attendee attendee = new Attendee(mailto(person.mail()));
    attendee.add(new Cn(OneLine.of(person.name())));
    attendee.add(Role.REQ_PARTICIPANT);
    if (answers) {
      attendee.add(PartStat.NEEDS_ACTION);
      attendee.add(Rsvp.TRUE);
    }
    return attendee;
  }

  /** The address without a name before it. */
  private String sender() {
    return from.contains("<") ? from.substring(from.indexOf('<') + 1, from.indexOf('>')) : from;
  }

  private static URI mailto(String address) {
    try {
      return new URI("mailto", address, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
