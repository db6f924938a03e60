package org.ims.operations;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ims.engine.Caller;
import org.ims.engine.MailAnswers;
import org.ims.engine.People;
import org.ims.engine.StuckWork;
import org.ims.engine.StuckWork.StuckJob;
import org.ims.incident.InvalidInputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Brings stuck jobs before those who can put them right, and lets them try again. */
@Service
class StuckJobs {

  private static final Logger log = LoggerFactory.getLogger(StuckJobs.class);

  /** How many are shown or tried again at once. */
  static final int MOST = 500;

  /** How many groups, and how many incidents of each, a letter names. */
  private static final int MOST_IN_LETTER = 20;

  private static final String TEMPLATE = "stuck-jobs";

  private static final Set<String> RETRIERS = Set.of("process-owner", "camunda-admin");

  private final StuckWork work;
  private final ToldStuckJobs told;
  private final StuckJobSettings settings;
  private final People people;
  private final MailAnswers mails;
  private final Caller caller;

  StuckJobs(
      StuckWork work,
      ToldStuckJobs told,
      StuckJobSettings settings,
      People people,
      MailAnswers mails,
      Caller caller) {
    this.work = work;
    this.told = told;
    this.settings = settings;
    this.people = people;
    this.mails = mails;
    this.caller = caller;
  }

  /**
   * What the caller may see.
   *
   * @param more whether there are more than are shown
   */
  record Seen(List<StuckJobGroup> groups, boolean more, boolean mayRetry) {}

  @Transactional(readOnly = true)
  Seen seen() {
    List<StuckJob> found = work.visibleTo(caller.reader(), MOST + 1);
    boolean more = found.size() > MOST;
    return new Seen(
        StuckJobGroup.of(more ? found.subList(0, MOST) : found, settings),
        more,
        caller.groups().stream().anyMatch(RETRIERS::contains));
  }

  /**
   * Has jobs tried again, all of them or none; what is not stuck any more, or not to be seen by the
   * caller, is left out.
   *
   * @return how many are tried again
   */
  @Transactional
  int retry(List<String> jobs) {
    if (jobs == null || jobs.isEmpty() || jobs.size() > MOST) {
      throw new InvalidInputException(
          "jobs", "size", "jobs must be a list of 1 to %d ids.".formatted(MOST));
    }
    Set<String> wanted = new HashSet<>(jobs);
    List<String> stuck =
        work.visibleTo(caller.reader(), Integer.MAX_VALUE).stream()
            .map(StuckJob::job)
            .filter(wanted::contains)
            .toList();
    stuck.forEach(work::retry);
    return stuck.size();
  }

  /**
   * Looks for jobs that got stuck since the last look and notes who is to be told of them, once.
   *
   * @param bundle names what was found together
   * @param except the key of a process of whose jobs nobody is told: the one that would tell
   * @return how many letters are owed
   */
  @Transactional
  public int find(String bundle, String except) {
    List<StuckJob> unknown =
        told.unknown(work.all()).stream().filter(job -> !except.equals(job.process())).toList();
    if (unknown.isEmpty()) {
      return 0;
    }
    told.note(bundle, unknown);
    List<String> addresses = people.addressesOf(settings.tell());
    if (addresses.isEmpty()) {
      log.error("{} jobs got stuck, and there is nobody to tell", unknown.size());
    }
    told.owe(bundle, addresses);
    return addresses.size();
  }

  /**
   * Sends one letter of a bundle; of jobs that are not stuck any more nobody is told.
   *
   * @param position from 0
   * @return whether nothing is left to do: it was taken, or never will be
   */
  @Transactional
  public boolean tell(String bundle, int position) {
    List<StuckJob> jobs = told.of(bundle, work.all());
    if (jobs.isEmpty()) {
      return true;
    }
    MailAnswers.Attempt attempt =
        mails.answer(
            "stuck-jobs/%s/%d".formatted(bundle, position),
            told.address(bundle, position),
            TEMPLATE,
            facts(jobs));
    if (attempt == MailAnswers.Attempt.NEVER) {
      log.error("A letter about stuck jobs was refused for good");
    }
    return attempt != MailAnswers.Attempt.LATER;
  }

  private Map<String, Object> facts(List<StuckJob> jobs) {
    List<StuckJobGroup> groups = StuckJobGroup.of(jobs, settings);
    Map<String, Object> facts = new HashMap<>();
    facts.put("count", jobs.size());
    facts.put("groups", groups.stream().limit(MOST_IN_LETTER).map(StuckJobs::lines).toList());
    facts.put("further", Math.max(0, groups.size() - MOST_IN_LETTER));
    return facts;
  }

  /** Never the title of an incident, and of a restricted one not what its failure said. */
  private static Map<String, Object> lines(StuckJobGroup group) {
    List<String> numbers = group.incidentNumbers();
    Map<String, Object> lines = new LinkedHashMap<>();
    lines.put("element", group.oldest().elementName());
    lines.put("elementId", group.oldest().element());
    lines.put("process", group.oldest().process());
    lines.put("count", group.jobs().size());
    lines.put("since", group.since());
    lines.put(
        "incidents",
        numbers.stream().limit(MOST_IN_LETTER).collect(Collectors.joining(", "))
            + (numbers.size() > MOST_IN_LETTER ? ", …" : ""));
    lines.put("reason", group.isRestricted() ? "" : group.reason());
    lines.put("kind", group.cause().kind());
    lines.put("advice", group.cause().advice());
    return lines;
  }
}
