package org.ims.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.with;

import java.io.StringReader;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ims.engine.EngineClock;
import org.ims.incident.IncidentMoved;
import org.ims.incident.IncidentMoved.Picture;
import org.ims.incident.IncidentState;
import org.ims.incident.MajorIncident;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The date of the meeting reaches the calendars of those who are to meet, and so does a change. */
@ImsTest
class ReviewInvitationTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
  private static final String TASK = "UserTask_HoldReviewMeeting";

  @Autowired private Desk desk;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private MeetingDates dates;
  @Autowired private TaskService tasks;
  @Autowired private JdbcClient jdbc;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @Test
  void meetingIsAnnouncedWithTheReview() throws Exception {
    String number = journey.toReview();

    assertThat(records.notices(number, "review-invitation"))
        .contains("incident-manager", "responder");
    Calendar calendar = calendar(number, "review-invitation", 0);
    assertThat(calendar.getMethod().getValue()).isEqualTo("REQUEST");
    VEvent event = event(calendar);
    assertThat(value(event, "UID")).isEqualTo(number + "-review@example.org");
    assertThat(value(event, "SEQUENCE")).isEqualTo("0");
    assertThat(value(event, "STATUS")).isEqualTo("CONFIRMED");
    assertThat(value(event, "ORGANIZER")).isEqualTo("mailto:ims@example.org");
    assertThat(event.getProperties(Property.ATTENDEE).stream().map(Property::getValue))
        .contains("mailto:incident-manager@example.org", "mailto:responder@example.org");
    assertThat(text(number, "review-invitation", 0))
        .contains("DTSTART;TZID=Europe/Berlin:20260305T090000", "BEGIN:VTIMEZONE");
    assertThat(((ZonedDateTime) event.getDateTimeStart().getDate()).toInstant())
        .isEqualTo(Instant.parse("2026-03-05T08:00:00Z"));
  }

  @Test
  void movedMeetingTakesThePlaceOfTheOld() throws Exception {
    String number = journey.toReviewMeeting();
    desk.claim("incident-manager", number, TASK);
    assertThat(rows(number)).as("whoever claims the task moves nothing").isEqualTo(1);

    Task task = desk.task(number, TASK);
    task.setDueDate(Date.from(Instant.parse("2026-03-06T13:00:00Z")));
    tasks.saveTask(task);

    VEvent event = event(calendar(number, "review-invitation", 1));
    assertThat(value(event, "UID")).isEqualTo(number + "-review@example.org");
    assertThat(value(event, "SEQUENCE")).isEqualTo("1");
    assertThat(text(number, "review-invitation", 1))
        .contains("DTSTART;TZID=Europe/Berlin:20260306T140000");
    assertThat(records.lastNotice(number)).contains("Friday 2026-03-06 14:00 CET");

    journey.meet(number, with(journey.meeting(List.of()), "outcome", "rework"));
    journey.writeReview(number);
    assertThat(desk.due(number, TASK)).isEqualTo(Instant.parse("2026-03-06T13:00:00Z"));
    assertThat(rows(number)).as("rework moves nothing").isEqualTo(2);
  }

  @Test
  void meetingWithoutADateIsCancelled() throws Exception {
    String number = journey.toReviewMeeting();

    Task task = desk.task(number, TASK);
    task.setDueDate(null);
    tasks.saveTask(task);

    Calendar calendar = calendar(number, "review-cancellation", 1);
    assertThat(calendar.getMethod().getValue()).isEqualTo("CANCEL");
    assertThat(value(event(calendar), "UID")).isEqualTo(number + "-review@example.org");
    assertThat(value(event(calendar), "SEQUENCE")).isEqualTo("1");
    assertThat(value(event(calendar), "STATUS")).isEqualTo("CANCELLED");
    assertThat(records.notices(number, "review-cancellation"))
        .isEqualTo(records.notices(number, "review-invitation"));
  }

  @Test
  void meetingOfAnIncidentThatEndsIsCancelledUnlessItWasHeld() {
    String planned = journey.toReview();
    dates.incidentMoved(closed(planned));
    assertThat(records.notices(planned, "review-cancellation")).isNotEmpty();

    String held = journey.toReviewApproval(List.of());
    dates.incidentMoved(closed(held));
    assertThat(records.notices(held, "review-cancellation")).isEmpty();
  }

  private static IncidentMoved closed(String number) {
    return new IncidentMoved(
        number,
        new Picture(IncidentState.REVIEW, null, MajorIncident.NONE, null),
        new Picture(IncidentState.CLOSED, null, MajorIncident.NONE, null));
  }

  private int rows(String number) {
    return records.count("review_meeting", number);
  }

  private Calendar calendar(String number, String kind, int round) throws Exception {
    Calendar calendar = new CalendarBuilder().build(new StringReader(text(number, kind, round)));
    calendar.validate(true);
    return calendar;
  }

  private String text(String number, String kind, int round) {
    return jdbc.sql("select calendar from notice where key = :key")
        .param("key", "%s/%s/%d/incident-manager".formatted(number, kind, round))
        .query(String.class)
        .single();
  }

  private static VEvent event(Calendar calendar) {
    return calendar.<VEvent>getComponents(Component.VEVENT).get(0);
  }

  private static String value(VEvent event, String property) {
    return event.getRequiredProperty(property).getValue();
  }
}
