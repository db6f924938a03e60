package org.ims.communication.updates;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import org.ims.communication.NoticeTime;
import org.ims.engine.SubmittedForm;
import org.ims.incident.IncidentState;
import org.ims.incident.StateChange;

/** Says in words what changed. */
final class UpdateWords {

  private static final NoticeTime TIME = NoticeTime.in(Locale.ENGLISH);

  private UpdateWords() {}

  static String time(Instant instant) {
    return TIME.of(instant);
  }

  static String state(IncidentState state) {
    return SubmittedForm.key(state).replace('-', ' ');
  }

  /** One line for each change, the oldest first. */
  static String lines(List<StateChange> changes) {
    StringJoiner lines = new StringJoiner("\n");
    for (StateChange change : changes) {
      lines.add(time(change.at()) + ": " + line(change));
    }
    return lines.toString();
  }

  static String line(StateChange change) {
    StringJoiner what = new StringJoiner(", ");
    if (change.stateFrom() != change.stateTo()) {
      what.add(
          change.stateFrom() == null
              ? state(change.stateTo())
              : "%s (was %s)".formatted(state(change.stateTo()), state(change.stateFrom())));
    }
    if (!Objects.equals(change.priorityFrom(), change.priorityTo())) {
      what.add(
          change.priorityFrom() == null
              ? "priority " + change.priorityTo()
              : "priority %s (was %s)".formatted(change.priorityTo(), change.priorityFrom()));
    }
    if (change.majorTo() != null
        && change.majorFrom() != null
        && change.majorFrom() != change.majorTo()) {
      what.add(
          switch (change.majorTo()) {
            case CANDIDATE -> "may be a major incident";
            case ACCEPTED -> "is a major incident";
            case DEMOTED -> "is no major incident any more";
            case NONE -> "is no major incident";
          });
    }
    return what.length() == 0 ? "belongs to another incident now" : what.toString();
  }
}
