package org.ims.testing;

import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.camunda.spin.Spin;
import org.ims.engine.EngineClock;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.Occurrences;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings an incident to a point of its life by the shortest way, so that a test begins where its
 * own subject does. The forms that it fills in can be submitted as they are; a test changes the
 * field that it is about.
 */
public class Journey {

  /** What an incident is about. */
  public enum Kind {
    /**
     * Many people cannot work: P1, so that a full review follows. A person decides that it is no
     * major incident, so that nothing runs beside the response.
     */
    SEVERE("mail"),
    /** A critical service is down: P1, and the table promotes it to a major incident. */
    MAJOR("mail"),
    /**
     * Nobody is hindered: P5. No test reviews an incident of this service, so none counts as a
     * recurrence and no review follows.
     */
    MINOR("telephony");

    private final String service;

    Kind(String service) {
      this.service = service;
    }

    public String service() {
      return service;
    }
  }

  private final Desk desk;
  private final Jobs jobs;
  private final EngineClock clock;
  private final JdbcClient jdbc;
  private final Occurrences occurrences;

  Journey(Desk desk, Jobs jobs, EngineClock clock, JdbcClient jdbc, Occurrences occurrences) {
    this.desk = desk;
    this.jobs = jobs;
    this.clock = clock;
    this.jdbc = jdbc;
    this.occurrences = occurrences;
  }

  // The way

  /** Reported and registered. */
  public String toTriage(Kind kind) {
    return toTriage(report(kind));
  }

  public String toTriage(Map<String, Object> report) {
    return desk.reportedAndRegistered("reporter", report);
  }

  public String toAssessment(Kind kind) {
    String number = toTriage(kind);
    triage(number, triage(kind));
    return number;
  }

  /** The result of the tables waits for somebody to confirm it. */
  public String toConfirmation(Kind kind) {
    String number = toAssessment(kind);
    stateFacts(number, assessment(kind));
    return number;
  }

  public String toInvestigation(Kind kind) {
    String number = toAssessment(kind);
    assess(number, assessment(kind));
    return number;
  }

  public String toContainment(Kind kind) {
    String number = toInvestigation(kind);
    investigate(number);
    return number;
  }

  public String toRecovery(Kind kind) {
    String number = toContainment(kind);
    contain(number, containment());
    return number;
  }

  public String toVerification(Kind kind) {
    String number = toRecovery(kind);
    recover(number, recovery());
    return number;
  }

  /** Verified, and so before the review of a severe or the closure of a minor one. */
  public String toEndOfResponse(Kind kind) {
    String number = toVerification(kind);
    verify("reporter", number, fields("verified", "yes"));
    return number;
  }

  /** A minor incident, from which no review follows, is closed. */
  public String toClosed() {
    String number = toEndOfResponse(Kind.MINOR);
    sendNotices(number);
    close(number);
    return number;
  }

  public String toReview() {
    return toEndOfResponse(Kind.SEVERE);
  }

  public String toReviewMeeting() {
    String number = toReview();
    writeReview(number);
    return number;
  }

  public String toReviewApproval(List<Map<String, Object>> actions) {
    String number = toReviewMeeting();
    meet(number, meeting(actions));
    return number;
  }

  /** The review is approved and its actions are to be carried out. */
  public String toActions(List<Map<String, Object>> actions) {
    String number = toReviewApproval(actions);
    approve("exec", number);
    return number;
  }

  // The steps

  public void triage(String number, Map<String, Object> form) {
    desk.complete(
        "service-desk", number, "UserTask_TriageIncident", "ServiceTask_RecordTriage", form);
  }

  /**
   * States the facts and confirms what the tables make of them; what they only propose as a major
   * incident is none.
   */
  public void assess(String number, Map<String, Object> form) {
    stateFacts(number, form);
    confirm(number, fields("decision", "confirm"));
    if (!desk.tasks(number, "UserTask_DecideMajorIncident").isEmpty()) {
      decideMajor(number, "reject");
    }
  }

  /** The responder says that something new is known of a running incident. */
  public void newFacts(String number, String note) {
    occurrences.happened(
        number,
        IncidentLifecycleProcess.MSG_NEW_FACTS,
        Map.of(
            IncidentLifecycleProcess.FACTS_NOTE,
            note,
            IncidentLifecycleProcess.FACTS_BY,
            "responder"));
  }

  /** States the facts, so that the result waits for somebody to confirm it. */
  public void stateFacts(String number, Map<String, Object> form) {
    desk.complete(
        "service-desk", number, "UserTask_AssessImpact", "ServiceTask_RecordAssessment", form);
  }

  public void confirm(String number, Map<String, Object> form) {
    desk.complete(
        "service-desk",
        number,
        "UserTask_ConfirmAssessment",
        "ServiceTask_RecordConfirmation",
        form);
  }

  public void investigate(String number) {
    desk.complete(
        "responder",
        number,
        "UserTask_Investigate",
        "ServiceTask_RecordInvestigation",
        fields("findings", "Disk full"));
  }

  public void contain(String number, Map<String, Object> form) {
    desk.complete("responder", number, "UserTask_Contain", "ServiceTask_RecordContainment", form);
  }

  public void recover(String number, Map<String, Object> form) {
    desk.complete("responder", number, "UserTask_Recover", "ServiceTask_RecordRecovery", form);
  }

  public void verify(String login, String number, Map<String, Object> form) {
    desk.complete(
        login, number, "UserTask_VerifyResolution", "ServiceTask_RecordVerification", form);
  }

  public void writeReview(String number) {
    desk.complete(
        "incident-manager", number, "UserTask_WriteReview", "ServiceTask_RecordReview", review());
  }

  public void meet(String number, Map<String, Object> form) {
    desk.complete(
        "incident-manager",
        number,
        "UserTask_HoldReviewMeeting",
        "ServiceTask_RecordReviewMeeting",
        form);
  }

  public void approve(String login, String number) {
    desk.complete(
        login,
        number,
        "UserTask_ApproveReview",
        "ServiceTask_RecordReviewApproval",
        fields("decision", "approve"));
  }

  /** Somebody is asked for something that no step of the process asks for. */
  public void addTask(String number, String what, String owner, Instant due) {
    long id =
        jdbc.sql(
                "insert into ad_hoc_task (incident_number, what, owner, due, priority, created_by,"
                    + " created_at, state) values (?, ?, ?, ?, 'MEDIUM', 'incident-manager', ?,"
                    + " 'OPEN') returning id")
            .params(number, what, owner, at(due), at(clock.instant()))
            .query(Long.class)
            .single();
    occurrences.happened(
        number,
        IncidentLifecycleProcess.MSG_AD_HOC_TASK_ADDED,
        Map.of(IncidentLifecycleProcess.AD_HOC_TASK_ID, id));
  }

  /** Whoever owns the one added task does it. */
  public void doTask(String login, String number) {
    desk.submit(
        login, number, "UserTask_DoAdHocTask", fields("outcome", "done", "result", "It works"));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** What a table says about a major incident: {@code PROPOSE} or {@code PROMOTE}. */
  public void proposeMajor(String number, String verdict) {
    occurrences.happened(
        number,
        IncidentLifecycleProcess.MSG_MAJOR_INCIDENT_PROPOSED,
        Map.of(
            IncidentLifecycleProcess.MAJOR_VERDICT,
            verdict,
            IncidentLifecycleProcess.MAJOR_BECAUSE,
            "Too many people are hindered."));
  }

  public void decideMajor(String number, String decision) {
    desk.complete(
        "major-incident-manager",
        number,
        "UserTask_DecideMajorIncident",
        "ServiceTask_RecordMajorDecision",
        fields("decision", decision, "reason", "The whole site is hindered"));
  }

  public void formTeam(String number, Map<String, Object> form) {
    desk.complete(
        "incident-manager",
        number,
        "UserTask_FormResponseTeam",
        "ServiceTask_RecordResponseTeam",
        form);
  }

  /** One step of the commander of a major incident. */
  public void command(String login, String number, Map<String, Object> form) {
    desk.complete(login, number, "UserTask_CommandIncident", "ServiceTask_RecordCommand", form);
  }

  /** Closes the incident, if nothing is left to do for it. */
  public void close(String number) {
    desk.submit("incident-manager", number, "UserTask_CloseIncident", fields("outcome", "close"));
  }

  /** Sends every notice about the incident that waits. */
  public void sendNotices(String number) {
    jobs.runAll(number, "StartEvent_NoticeQueued");
    jobs.runAll(number, "ServiceTask_SendNotice");
  }

  // The forms

  public Map<String, Object> report(Kind kind) {
    return with(desk.report(), "service", kind.service());
  }

  public Map<String, Object> triage(Kind kind) {
    return fields(
        "kind",
        "incident",
        "category",
        "it",
        "service",
        kind.service(),
        "criticalFunction",
        kind == Kind.MAJOR,
        "awareAt",
        now());
  }

  public Map<String, Object> assessment(Kind kind) {
    Map<String, Object> minor =
        fields("serviceState", "ok", "dataClass", "none", "spreading", "no", "workaround", "full");
    if (kind == Kind.MINOR) {
      return minor;
    }
    Map<String, Object> down =
        with(minor, "serviceState", "down", "workaround", "none", "minutesToBusinessImpact", 10);
    return kind == Kind.MAJOR ? down : with(down, "usersAffectedPct", 20);
  }

  public Map<String, Object> containment() {
    return fields(
        "outcome", "done",
        "action", "Queue stopped",
        "target", "mail-1",
        "startedAt", now(),
        "temporary", "no");
  }

  /** A containment that must be undone by an instant. */
  public Map<String, Object> temporaryContainment(Instant expiresAt) {
    return with(
        containment(),
        "temporary",
        "yes",
        "undoPlan",
        "Start the queue",
        "expiresAt",
        expiresAt.toString());
  }

  public Map<String, Object> recovery() {
    return fields(
        "outcome", "recovered",
        "steps", "Disk grown",
        "recoveredAt", now(),
        "verification", "Sent a mail");
  }

  public Map<String, Object> review() {
    return fields(
        "summary", "Mail stood still",
        "whatHappened", "A disk was full",
        "contributingFactors", "Nobody watched it",
        "reviewImpact", "Nobody could send mail",
        "rootCauseCode", "capacity",
        "timelineConfirmed", true,
        "processFollowed", "yes");
  }

  public Map<String, Object> meeting(List<Map<String, Object>> actions) {
    return fields(
        "outcome",
        "approve",
        "attendees",
        Spin.JSON("[\"responder\",\"service-desk\"]"),
        "processChangeNeeded",
        "no",
        "actions",
        Spin.JSON(actions));
  }

  /** A response team with nothing but a commander, {@code responder-2}. */
  public Map<String, Object> team() {
    return fields("commander", "responder-2");
  }

  public Map<String, Object> standDown() {
    return fields("next", "stand-down", "reason", "It works again");
  }

  /** One line of the meeting's list of actions. */
  public static Map<String, Object> action(String what, String owner, String priority) {
    return fields("what", what, "owner", owner, "priority", priority, "type", "fix");
  }

  private String now() {
    return clock.instant().toString();
  }
}
