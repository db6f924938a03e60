package org.ims.reporting.webhooks;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.ims.incident.FactContributor;
import org.ims.incident.Incident;
import org.ims.incident.Report;
import org.ims.incident.TimelineContributor;
import org.ims.incident.TimelineEntry;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells those who work on an incident what its source says of it. */
@Component
@Order(0)
class AlertFacts implements FactContributor, TimelineContributor {

  /** In a storm nobody reads more. */
  private static final int MOST_SHOWN = 10;

  private final AlertGroups groups;

  AlertFacts(AlertGroups groups) {
    this.groups = groups;
  }

  @Override
  public List<Fact> factsOf(Incident incident) {
    if (incident.report().source() != Report.Source.WEBHOOK) {
      return List.of();
    }
    List<Fact> facts = new ArrayList<>();
    int storm = groups.stormSize(incident.number());
    if (storm > 0) {
      facts.add(
          new Fact(
              "Alert storm",
              storm + " alerts joined, " + groups.firing(incident.number()) + " fire"));
    }
    List<AlertGroup> all = groups.ofIncident(incident.number());
    for (AlertGroup group : all.subList(0, Math.min(MOST_SHOWN, all.size()))) {
      facts.add(new Fact("Alert", inWords(group)));
      if (suggestion(group) != null) {
        facts.add(new Fact("Suggested", suggestion(group)));
      }
      if (group.verdict() != null) {
        facts.add(new Fact("Is it over?", verdict(group)));
      }
    }
    return facts;
  }

  @Override
  public List<TimelineEntry> entriesOf(Incident incident) {
    List<TimelineEntry> entries = new ArrayList<>();
    if (incident.report().source() == Report.Source.WEBHOOK) {
      for (AlertGroup group : groups.ofIncident(incident.number())) {
        entries.add(
            new TimelineEntry(
                group.firstAt(), "alert-fired", group.source(), "Alert: " + group.title()));
        if (group.resolvedAt() != null) {
          entries.add(
              new TimelineEntry(
                  group.resolvedAt(),
                  "alert-resolved",
                  group.source(),
                  "The source says that it is over: " + group.title()));
        }
        if (group.verdict() != null) {
          entries.add(
              new TimelineEntry(
                  group.verdictAt(), "alert-judged", group.verdictBy(), verdict(group)));
        }
      }
    }
    return entries;
  }

  private static String inWords(AlertGroup group) {
    StringJoiner words = new StringJoiner(", ");
    words.add(group.title());
    if (group.severity() != null && !group.severity().isEmpty()) {
      words.add("severity " + group.severity());
    }
    words.add(
        group.firing()
            ? "firing, notified %d times, last %s".formatted(group.notifications(), group.lastAt())
            : "over since %s, says %s".formatted(group.resolvedAt(), group.source()));
    return words.toString();
  }

  private static String suggestion(AlertGroup group) {
    if (group.impact() == null || group.urgency() == null) {
      return null;
    }
    return "impact %d, urgency %d: %s".formatted(group.impact(), group.urgency(), group.because());
  }

  private static String verdict(AlertGroup group) {
    String comment = group.verdictComment() == null ? "" : ": " + group.verdictComment();
    return group.verdict() == AlertGroup.Verdict.OVER
        ? "Yes, says %s%s".formatted(group.verdictBy(), comment)
        : "No, says %s%s".formatted(group.verdictBy(), comment);
  }
}
