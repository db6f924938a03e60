package org.ims.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.ims.engine.StuckWork.StuckJob;

/**
 * Jobs that got stuck at the same element for the same reason.
 *
 * @param jobs the oldest first, never empty
 * @param reason what the failure of the oldest one said, in one line
 */
record StuckJobGroup(List<StuckJob> jobs, StuckJobSettings.Cause cause, String reason) {

  private static final int LONGEST = 300;

  /** Numbers and ids differ from job to job where the reason is the same. */
  private static final Pattern OF_ONE_JOB =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}|INC-\\d{4}-\\d+|\\d+");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private record Key(String process, String element, String kind, String reason) {}

  /** Puts together what belongs together, in the order of the oldest of each. */
  static List<StuckJobGroup> of(List<StuckJob> jobs, StuckJobSettings settings) {
    Map<Key, List<StuckJob>> groups = new LinkedHashMap<>();
    for (StuckJob job : jobs) {
      Key key =
          new Key(
              job.process(),
              job.element(),
              settings.cause(job.said()).kind(),
              OF_ONE_JOB.matcher(inOneLine(job.said())).replaceAll("#"));
      groups.computeIfAbsent(key, any -> new ArrayList<>()).add(job);
    }
    return groups.values().stream()
        .map(
            group ->
                new StuckJobGroup(
                    group, settings.cause(group.get(0).said()), inOneLine(group.get(0).said())))
        .toList();
  }

  StuckJob oldest() {
    return jobs.get(0);
  }

  Instant since() {
    return oldest().since();
  }

  /** Of which incidents, without repeats. */
  List<String> incidentNumbers() {
    return jobs.stream().map(StuckJob::incidentNumber).filter(Objects::nonNull).distinct().toList();
  }

  /** Whether a restricted incident is among them, of whose failures little may be told. */
  boolean isRestricted() {
    return jobs.stream().anyMatch(StuckJob::restricted);
  }

  private static String inOneLine(String said) {
    String line = said == null ? "" : SPACE.matcher(said).replaceAll(" ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
