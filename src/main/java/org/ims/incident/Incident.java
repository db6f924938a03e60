package org.ims.incident;

import static org.ims.incident.IncidentState.ASSESSED;
import static org.ims.incident.IncidentState.AWAITING_INFO;
import static org.ims.incident.IncidentState.CANCELLED;
import static org.ims.incident.IncidentState.CLOSED;
import static org.ims.incident.IncidentState.CONTAINED;
import static org.ims.incident.IncidentState.DUPLICATE;
import static org.ims.incident.IncidentState.IMPROVING;
import static org.ims.incident.IncidentState.ON_HOLD;
import static org.ims.incident.IncidentState.RECOVERING;
import static org.ims.incident.IncidentState.REJECTED;
import static org.ims.incident.IncidentState.REPORTED;
import static org.ims.incident.IncidentState.RESOLVED;
import static org.ims.incident.IncidentState.RESPONDING;
import static org.ims.incident.IncidentState.REVIEW;
import static org.ims.incident.IncidentState.TRIAGE;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.domain.Persistable;

/**
 * One incident, from the first report to the last duty. Each verb below is one transition of the
 * lifecycle; it throws {@link IllegalTransitionException} in any state that does not allow it and
 * then changes nothing. Times are given by the caller, who knows the clock.
 */
@Entity
@EntityListeners(IncidentMoves.class)
public class Incident implements Persistable<String> {

  private static final IncidentState[] BEFORE_RESOLUTION = {
    REPORTED, TRIAGE, AWAITING_INFO, ASSESSED, RESPONDING, CONTAINED, RECOVERING, ON_HOLD
  };

  private static final IncidentState[] WORKED_ON = {
    ASSESSED, RESPONDING, CONTAINED, RECOVERING, ON_HOLD
  };

  @Id private String number;

  @Version private Long version;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private IncidentState state;

  @Embedded private Report report;

  @Column(nullable = false)
  private Instant recordedAt;

  @Embedded private Classification classification;
  @Embedded private Assessment assessment;
  @Embedded private ServiceLevel serviceLevel;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private MajorIncident major = MajorIncident.NONE;

  private String team;
  private String teamBecause;
  private String responder;
  private Instant acknowledgedAt;
  private Instant respondedAt;
  private Instant containedAt;
  private Instant recoveredAt;
  private Instant resolvedAt;
  private String resolvedBy;
  private Instant verifiedAt;
  private String verifiedBy;
  private Instant closedAt;

  @Enumerated(EnumType.STRING)
  private IncidentState heldFrom;

  @Enumerated(EnumType.STRING)
  private HoldReason holdReason;

  private int reopenCount;
  private int reassessmentCount;
  private int reclassificationCount;

  @Column(length = 4000)
  private String endReason;

  private String duplicateOf;
  private String rootCauseCode;

  @Enumerated(EnumType.STRING)
  private Classification.Category finalCategory;

  private BigDecimal costEur;

  private int handOverCount;
  private String parent;
  private String followUpOf;

  /** What it was before somebody proposed a major incident, to go back to on a rejection. */
  @Enumerated(EnumType.STRING)
  private MajorIncident majorBefore;

  private boolean majorUndecided;
  private boolean majorCommanded;
  private String majorDecidedBy;
  private String majorBecause;
  private Instant majorDecidedAt;
  private String commander;
  private String bridge;
  private int verificationReminders;

  @OneToMany(cascade = CascadeType.ALL)
  @JoinColumn(name = "incident_number", nullable = false, updatable = false)
  @OrderBy("id")
  private List<Command> commands = new ArrayList<>();

  protected Incident() {}

  /** A report has come in and becomes an incident with a number of its own. */
  public Incident(long serial, Report report, Instant recordedAt) {
    this.number = IncidentNumber.of(recordedAt, serial);
    this.report = report;
    this.recordedAt = recordedAt;
    this.state = REPORTED;
  }

  /**
   * It came back too long after it was closed to be the same incident: a new one with the same
   * report, which names the old one.
   */
  public static Incident followUp(long serial, Incident original, Instant recordedAt) {
    Incident incident = new Incident(serial, original.report.copy(), recordedAt);
    incident.followUpOf = original.number;
    return incident;
  }

  /** The incident is on the books; the service desk takes over. */
  public void register() {
    move("be registered", TRIAGE, REPORTED);
  }

  /** Triage cannot decide without the reporter. */
  public void askReporter() {
    move("wait for an answer", AWAITING_INFO, TRIAGE);
  }

  /** The reporter answered, or the time for it is over. */
  public void resumeTriage() {
    move("go back to triage", TRIAGE, AWAITING_INFO);
  }

  /** Triage has looked at it for the first time; later calls keep the first instant. */
  public void acknowledge(Instant at) {
    if (acknowledgedAt == null) {
      acknowledgedAt = at;
    }
  }

  /** It is not an incident. */
  public void reject(String reason, Instant at) {
    require("be rejected", TRIAGE);
    end(REJECTED, reason, at);
  }

  /**
   * Triage takes it for the same event as another incident; it is marked as a duplicate next. From
   * now on nothing becomes a part of it that would be lost with it.
   */
  public void decideDuplicate(String original) {
    require("be taken for a duplicate", TRIAGE);
    duplicateOf = original;
  }

  /** It is the same event as another incident, which carries on alone. */
  public void markDuplicate(String original, String reason, Instant at) {
    require("be marked as a duplicate", BEFORE_RESOLUTION);
    if (number.equals(original)) {
      throw new InvalidInputException(
          "duplicateOf", "other-incident", "Duplicate of: an incident cannot duplicate itself.");
    }
    duplicateOf = original;
    end(DUPLICATE, reason, at);
  }

  /** It has been withdrawn; possible until it is resolved. */
  public void cancel(String reason, Instant at) {
    require("be withdrawn", BEFORE_RESOLUTION);
    end(CANCELLED, reason, at);
  }

  /** Triage says what it is; the state stays, because impact and urgency are still open. */
  public void classify(Classification classification) {
    require("be classified", TRIAGE);
    this.classification = classification;
  }

  /** Priority, team and the promised instants are known. */
  public void assess(
      Assessment assessment, ServiceLevel serviceLevel, String team, String teamBecause) {
    move("be assessed", ASSESSED, TRIAGE);
    this.assessment = assessment;
    this.serviceLevel = serviceLevel;
    this.team = team;
    this.teamBecause = teamBecause;
  }

  /** What is promised from now on; what has ended is promised nothing any more. */
  public void promise(ServiceLevel promised) {
    require(
        "get targets",
        REPORTED,
        TRIAGE,
        AWAITING_INFO,
        ASSESSED,
        RESPONDING,
        CONTAINED,
        RECOVERING,
        ON_HOLD,
        RESOLVED);
    this.serviceLevel = promised;
  }

  /** Something new is known: the priority is another, or has another reason. */
  public void reassess(Assessment assessment, String team, String teamBecause) {
    require("be assessed again", WORKED_ON);
    this.assessment = assessment;
    this.team = team;
    this.teamBecause = teamBecause;
    reassessmentCount++;
  }

  /** It is something else than triage took it for. */
  public void reclassify(Classification classification) {
    require("be classified again", WORKED_ON);
    this.classification = classification;
    reclassificationCount++;
  }

  /** Whether its priority is known and its resolution is not. */
  public boolean isWorkedOn() {
    return List.of(WORKED_ON).contains(state);
  }

  /**
   * @param what what else cannot be done, as "take a file"
   * @throws IllegalTransitionException when its record is closed
   */
  public void requireOpen(String what) {
    if (state.isFinal()) {
      throw new IllegalTransitionException(number, state, what);
    }
  }

  /** A responder has claimed the work. */
  public void startResponse(String responder, Instant at) {
    move("be responded to", RESPONDING, ASSESSED);
    this.responder = responder;
    this.respondedAt = at;
  }

  /** The damage no longer spreads. */
  public void contain(Instant at) {
    move("be contained", CONTAINED, RESPONDING);
    containedAt = at;
  }

  /** Recovery begins. */
  public void startRecovery() {
    move("start recovery", RECOVERING, CONTAINED);
  }

  /** The recovery did not work; the cause is looked for again. */
  public void recoveryFailed() {
    move("go back to investigation", RESPONDING, RECOVERING);
  }

  /** The service works again, as far as those who restored it can tell. */
  public void resolve(String resolvedBy, Instant recoveredAt, Instant at) {
    move("be resolved", RESOLVED, RECOVERING);
    this.resolvedBy = resolvedBy;
    this.recoveredAt = recoveredAt;
    this.resolvedAt = at;
  }

  /** Somebody, or the passing of the time for objections, confirmed the resolution. */
  public void verify(String verifiedBy, Instant at) {
    require("be verified", RESOLVED);
    this.verifiedBy = verifiedBy;
    this.verifiedAt = at;
  }

  /** The resolution does not hold. */
  public void refuteResolution() {
    move("go back to response", RESPONDING, RESOLVED);
    forgetResolution();
  }

  /** The time to verify it passed without a word, and silence is not enough. */
  public void remindOfVerification() {
    require("be verified", RESOLVED);
    verificationReminders++;
  }

  /** Work waits for somebody else. */
  public void hold(HoldReason reason) {
    IncidentState from = state;
    move("be put on hold", ON_HOLD, RESPONDING, CONTAINED, RECOVERING);
    heldFrom = from;
    holdReason = reason;
  }

  /** Work goes on where it stopped. */
  public void resume() {
    move("be resumed", heldFrom, ON_HOLD);
    heldFrom = null;
    holdReason = null;
  }

  /** A post-incident review is due. */
  public void startReview() {
    move("be reviewed", REVIEW, RESOLVED);
  }

  /** The review left corrective actions to do. */
  public void startImprovement() {
    move("start improvement", IMPROVING, REVIEW);
  }

  /**
   * Every duty is done.
   *
   * @throws InvalidInputException naming every duty that is not
   */
  public void close(
      ClosureVerdict verdict,
      Classification.Category finalCategory,
      BigDecimal costEur,
      Instant at) {
    require("be closed", RESOLVED, REVIEW, IMPROVING);
    verdict.requireClear(number);
    state = CLOSED;
    this.finalCategory = finalCategory;
    this.costEur = costEur;
    closedAt = at;
  }

  /**
   * It came back.
   *
   * @param window how long after closing it is still the same incident; later it is a new, linked
   *     one
   * @throws IllegalTransitionException also when it was closed longer ago than the window
   */
  public void reopen(Instant at, Duration window) {
    require("be reopened", CLOSED);
    if (at.isAfter(closedAt.plus(window))) {
      throw new IllegalTransitionException(
          number, state, "be reopened more than %d days after closing".formatted(window.toDays()));
    }
    if (assessment == null) {
      // Closed with its parent before anybody knew its priority: there is no work to go back to.
      throw new IllegalTransitionException(number, state, "be reopened, as it was never assessed");
    }
    state = RESPONDING;
    closedAt = null;
    reopenCount++;
    forgetResolution();
  }

  /** Another team takes over the work. */
  public void handOver(String team, String because) {
    require("be handed over", ASSESSED, RESPONDING, CONTAINED, RECOVERING, ON_HOLD);
    this.team = team;
    teamBecause = because;
    handOverCount++;
  }

  /** It is part of another incident, with which it will be closed. */
  public void becomeChildOf(Incident parent) {
    if (state.isFinal() || parent.state.isFinal()) {
      throw new IllegalTransitionException(
          number, state, "become part of %s, which is %s".formatted(parent.number, parent.state));
    }
    if (parent.isDrill() != isDrill()) {
      throw new InvalidInputException(
          "parent", "same-reality", "A drill and a real incident are never part of each other.");
    }
    if (parent == this || parent.parent != null) {
      throw new InvalidInputException(
          "parent", "one-level", "An incident has one parent, which has no parent itself.");
    }
    this.parent = parent.number;
  }

  /** What it was part of has ended without it; it goes on alone. */
  public void leaveParent() {
    parent = null;
  }

  /** Its parent was closed, and with it what both were about; what is resolved already stays so. */
  public void closeWithParent(Incident parent, Instant at) {
    if (state.isFinal() || !parent.number.equals(this.parent) || parent.state != CLOSED) {
      throw new IllegalTransitionException(
          number, state, "be closed with %s, which is %s".formatted(parent.number, parent.state));
    }
    if (resolvedAt == null) {
      resolvedAt = parent.resolvedAt;
      resolvedBy = parent.resolvedBy;
      recoveredAt = parent.recoveredAt;
    }
    if (verifiedAt == null) {
      verifiedAt = parent.verifiedAt;
      verifiedBy = parent.verifiedBy;
    }
    if (rootCauseCode == null) {
      rootCauseCode = parent.rootCauseCode;
    }
    finalCategory = parent.finalCategory;
    state = CLOSED;
    closedAt = at;
    heldFrom = null;
    holdReason = null;
    endCommand(at);
  }

  /** The review found the root cause. */
  public void foundRootCause(String code) {
    rootCauseCode = code;
  }

  private void forgetResolution() {
    resolvedAt = null;
    resolvedBy = null;
    recoveredAt = null;
    verifiedAt = null;
    verifiedBy = null;
  }

  /** It may be a major incident; somebody has to decide. */
  public void proposeMajor() {
    requireMajorPossible();
    requireMajor("be proposed as a major incident", !majorCommanded);
    if (major != MajorIncident.CANDIDATE) {
      majorBefore = major;
    }
    major = MajorIncident.CANDIDATE;
    majorUndecided = true;
  }

  /** It is a major incident and needs one command; a candidate need not have been proposed. */
  public void promoteMajor(String by, String reason, Instant at) {
    requireMajorPossible();
    requireMajor("be promoted to a major incident", !majorCommanded);
    decideMajor(MajorIncident.ACCEPTED, by, reason, at);
    majorCommanded = true;
  }

  /** It stays a candidate, without a command. */
  public void keepMajor(String by, String reason, Instant at) {
    requireMajor("be kept as a candidate", majorUndecided);
    decideMajor(MajorIncident.CANDIDATE, by, reason, at);
  }

  /** It is no major incident: it is again what it was before the proposal. */
  public void rejectMajor(String by, String reason, Instant at) {
    requireMajor("be rejected as a major incident", majorUndecided);
    decideMajor(majorBefore, by, reason, at);
  }

  /** Somebody leads the response from now on, after nobody or after somebody else. */
  public void command(String commander, String deputy, String scribe, String reason, Instant at) {
    requireMajor("be commanded", majorCommanded);
    commands.forEach(command -> command.end(at));
    commands.add(new Command(commander, deputy, scribe, reason, at));
    this.commander = commander;
  }

  /** Where the people of the response meet; null for nowhere. */
  public void meetAt(String bridge) {
    this.bridge = bridge;
  }

  /** It turned out to be no major incident; the response goes on without a command. */
  public void demoteMajor(String by, String reason, Instant at) {
    requireMajor("be demoted", majorCommanded);
    decideMajor(MajorIncident.DEMOTED, by, reason, at);
    endCommand(at);
  }

  /** The service works again: the command has done its work. It stays a major incident. */
  public void standDownMajor(Instant at) {
    require("stand its command down", RESOLVED, REVIEW, IMPROVING);
    requireMajor("stand its command down", majorCommanded);
    endCommand(at);
  }

  private void decideMajor(MajorIncident outcome, String by, String reason, Instant at) {
    if (reason == null || reason.isBlank()) {
      throw new InvalidInputException("reason", "required", "Reason: say why.");
    }
    major = outcome;
    majorUndecided = false;
    majorDecidedBy = by;
    majorBecause = reason;
    majorDecidedAt = at;
  }

  private void endCommand(Instant at) {
    commands.forEach(command -> command.end(at));
    majorUndecided = false;
    majorCommanded = false;
    commander = null;
  }

  private void requireMajorPossible() {
    require(
        "be a major incident",
        ASSESSED,
        RESPONDING,
        CONTAINED,
        RECOVERING,
        ON_HOLD,
        RESOLVED,
        REVIEW,
        IMPROVING);
  }

  private void requireMajor(String transition, boolean allowed) {
    if (!allowed) {
      throw new IllegalTransitionException(number, major, transition);
    }
  }

  private void end(IncidentState end, String reason, Instant at) {
    if (reason == null || reason.isBlank()) {
      throw new InvalidInputException("reason", "required", "Reason: say why.");
    }
    state = end;
    endReason = reason;
    closedAt = at;
    heldFrom = null;
    holdReason = null;
    endCommand(at);
  }

  private void move(String transition, IncidentState to, IncidentState... from) {
    require(transition, from);
    state = to;
  }

  private void require(String transition, IncidentState... allowed) {
    if (!List.of(allowed).contains(state)) {
      throw new IllegalTransitionException(number, state, transition);
    }
  }

  public String number() {
    return number;
  }

  public IncidentState state() {
    return state;
  }

  public Report report() {
    return report;
  }

  /** When the system stored it. */
  public Instant recordedAt() {
    return recordedAt;
  }

  /** What triage found, or null before triage. */
  public Classification classification() {
    return classification;
  }

  /** Why it has its priority, or null before assessment. */
  public Assessment assessment() {
    return assessment;
  }

  /** The priority, or null before assessment. */
  public Priority priority() {
    return assessment == null ? null : assessment.priority();
  }

  public ServiceLevel serviceLevel() {
    return serviceLevel;
  }

  public MajorIncident major() {
    return major;
  }

  /** Candidate group that works on it, or null before assessment. */
  public String team() {
    return team;
  }

  public String teamBecause() {
    return teamBecause;
  }

  /** The service that is affected: triage's word, before triage the reporter's. */
  public String service() {
    return classification == null ? report.service() : classification.service();
  }

  public String responder() {
    return responder;
  }

  public Instant acknowledgedAt() {
    return acknowledgedAt;
  }

  public Instant respondedAt() {
    return respondedAt;
  }

  public Instant containedAt() {
    return containedAt;
  }

  public Instant recoveredAt() {
    return recoveredAt;
  }

  public Instant resolvedAt() {
    return resolvedAt;
  }

  public String resolvedBy() {
    return resolvedBy;
  }

  public Instant verifiedAt() {
    return verifiedAt;
  }

  public String verifiedBy() {
    return verifiedBy;
  }

  /** When it reached a final state, whichever that was. */
  public Instant closedAt() {
    return closedAt;
  }

  public HoldReason holdReason() {
    return holdReason;
  }

  public int reopenCount() {
    return reopenCount;
  }

  /** How often new facts led to another assessment. */
  public int reassessmentCount() {
    return reassessmentCount;
  }

  /** How often its category or service turned out to be another one. */
  public int reclassificationCount() {
    return reclassificationCount;
  }

  /** Why it was rejected, marked as a duplicate or withdrawn. */
  public String endReason() {
    return endReason;
  }

  /**
   * Whether those who work on this incident, or hear of it, may learn that the other one exists: a
   * restricted incident is there for its own people only.
   */
  public boolean mayName(Incident other) {
    return report.restricted() || !other.report.restricted();
  }

  public String duplicateOf() {
    return duplicateOf;
  }

  public String rootCauseCode() {
    return rootCauseCode;
  }

  public Classification.Category finalCategory() {
    return finalCategory;
  }

  public BigDecimal costEur() {
    return costEur;
  }

  /** How often another team took over. */
  public int handOverCount() {
    return handOverCount;
  }

  /** Number of the incident that it is part of, or null. */
  public String parent() {
    return parent;
  }

  /** Number of the closed incident that came back as this one, or null. */
  public String followUpOf() {
    return followUpOf;
  }

  /** Whether somebody still has to decide if it is a major incident. */
  public boolean majorUndecided() {
    return majorUndecided;
  }

  /** Whether it is a major incident whose command has not ended. */
  public boolean majorCommanded() {
    return majorCommanded;
  }

  /** Who decided last whether it is a major incident, or null. */
  public String majorDecidedBy() {
    return majorDecidedBy;
  }

  /** Why it is a major incident or not, or null before any decision. */
  public String majorBecause() {
    return majorBecause;
  }

  public Instant majorDecidedAt() {
    return majorDecidedAt;
  }

  /** Login of the person who leads the response to a major incident now, or null. */
  public String commander() {
    return commander;
  }

  /** The address at which the response to a major incident meets, or null. */
  public String bridge() {
    return bridge;
  }

  /** Who commanded the response when, the first first. */
  public List<Command> commands() {
    return List.copyOf(commands);
  }

  /** The command that has not ended, or null. */
  public Command currentCommand() {
    return commands.stream().filter(command -> command.until() == null).findFirst().orElse(null);
  }

  /**
   * Whether it is a major incident or was commanded as one. Who demoted it said that it is none any
   * more; it still was grave enough for a command, so only a person says that it is over.
   */
  public boolean commandedAsMajor() {
    return major == MajorIncident.ACCEPTED || !commands.isEmpty();
  }

  /** How often people were reminded that nobody had verified a resolution. */
  public int verificationReminders() {
    return verificationReminders;
  }

  /** Whether this person commanded the response at any time. */
  public boolean wasCommandedBy(String login) {
    return commands.stream().anyMatch(command -> command.commander().equals(login));
  }

  /** Whether the promised resolution was missed, or is missed at this instant while unresolved. */
  public boolean serviceLevelBreached(Instant now) {
    if (serviceLevel == null || serviceLevel.resolveDue() == null) {
      return false;
    }
    return (resolvedAt == null ? now : resolvedAt).isAfter(serviceLevel.resolveDue());
  }

  /** Whether it is an exercise, of which only the people on its list are told. */
  public boolean isDrill() {
    return report.drill();
  }

  /** Whether it concerns security, in the reporter's or in triage's eyes. */
  public boolean concernsSecurity() {
    return classification == null
        ? report.suspectedSecurity()
        : classification.category() == Classification.Category.SECURITY;
  }

  @Override
  public String getId() {
    return number;
  }

  @Override
  public boolean isNew() {
    return version == null;
  }
}
