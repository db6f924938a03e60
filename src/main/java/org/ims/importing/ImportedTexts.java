package org.ims.importing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.spin.Spin;
import org.ims.engine.SubmittedForm;
import org.ims.incident.HoldReason;

/**
 * What people would have entered in our forms, as far as a log knows it; where it knows nothing the
 * texts say so.
 */
final class ImportedTexts {

  private static final int LONGEST_TITLE = 120;
  private static final int LONGEST_LINE = 255;
  private static final int LONGEST_TEXT = 4000;
  private static final String CUT = "...";

  private final Course course;

  ImportedTexts(Course course) {
    this.course = course;
  }

  static String serviceName(String item, String group) {
    String what = Stream.of(item, group).filter(Objects::nonNull).collect(Collectors.joining(", "));
    return line("ServiceNow: " + (what.isEmpty() ? "no group" : what), LONGEST_TITLE);
  }

  String service() {
    return ImportedNames.service(course.last(Column.CMDB_CI), course.last(Column.ASSIGNMENT_GROUP));
  }

  String title() {
    String given = course.last(Column.SHORT_DESCRIPTION);
    String title = given == null ? classification() : given;
    String symptom = given == null ? course.last(Column.U_SYMPTOM) : null;
    if (title == null) {
      title = symptom == null ? "ServiceNow incident " + course.number() : symptom;
    } else if (symptom != null) {
      title = title + ": " + symptom;
    }
    return line(title, LONGEST_TITLE);
  }

  String description() {
    StringJoiner lines = new StringJoiner("\n");
    String given = course.last(Column.DESCRIPTION);
    if (given != null) {
      lines.add(given);
    }
    lines.add("Imported from ServiceNow, where its number is " + course.number() + ".");
    add(lines, "Category", Column.CATEGORY);
    add(lines, "Subcategory", Column.SUBCATEGORY);
    add(lines, "Symptom", Column.U_SYMPTOM);
    add(lines, "Configuration item", Column.CMDB_CI);
    add(lines, "Contact type", Column.CONTACT_TYPE);
    add(lines, "Opened by", Column.OPENED_BY);
    return cut(lines.toString(), LONGEST_TEXT);
  }

  private void add(StringJoiner lines, String label, Column column) {
    String value = course.last(column);
    if (value != null) {
      lines.add(label + ": " + line(value, LONGEST_LINE));
    }
  }

  String location() {
    String location = course.last(Column.LOCATION);
    return location == null ? null : line(location, LONGEST_LINE);
  }

  /** Category and subcategory in the other system's words, or null. */
  private String classification() {
    List<String> words = new ArrayList<>();
    for (Column column : List.of(Column.CATEGORY, Column.SUBCATEGORY)) {
      if (course.last(column) != null) {
        words.add(course.last(column));
      }
    }
    return words.isEmpty() ? null : line(String.join(" / ", words), LONGEST_LINE);
  }

  /** The fields of the form at a task that is completed now. */
  Map<String, Object> form(String element, Instant now) {
    Map<String, Object> form = new HashMap<>();
    switch (element) {
      case "UserTask_TriageIncident" -> fillTriage(form);
      case "UserTask_AssessImpact" -> fillAssessment(form);
      case "UserTask_ConfirmAssessment" -> form.put("decision", "confirm");
      case "UserTask_DecideMajorIncident" -> fillMajorDecision(form);
      case "UserTask_Investigate" ->
          form.put("findings", "Worked on in ServiceNow; the export holds no findings." + code());
      case "UserTask_Contain" -> fillContainment(form, now);
      case "UserTask_Recover" -> fillRecovery(form, now);
      case "UserTask_ResumeIncident" -> form.put("resumeNote", "Taken up again in ServiceNow.");
      case "UserTask_VerifyResolution" -> form.put("verified", "yes");
      case "UserTask_WriteReview" -> fillReview(form);
      case "UserTask_HoldReviewMeeting" -> fillMeeting(form);
      case "UserTask_ApproveReview" -> form.put("decision", "approve");
      case "UserTask_CloseIncident" -> {
        form.put("outcome", "close");
        form.put("finalCategory", "it");
      }
      default -> throw new IllegalArgumentException("There is no text for " + element);
    }
    return form;
  }

  Map<String, Object> refutation() {
    return Map.of("verified", "no", "comment", "Taken up again in ServiceNow.");
  }

  /** The form of a change that puts the incident on hold. */
  Map<String, Object> hold(HoldReason reason) {
    return Map.of(
        "change",
        "hold",
        "holdReason",
        SubmittedForm.key(reason),
        "changeNote",
        "On hold in ServiceNow; the export does not say what for.");
  }

  /** The form of a change that takes a closed incident up again. */
  Map<String, Object> reopening() {
    return Map.of("change", "reopen", "changeNote", "Taken up again in ServiceNow.");
  }

  private void fillTriage(Map<String, Object> form) {
    form.put("kind", "incident");
    form.put("category", "it");
    form.put("subcategory", classification());
    form.put("service", service());
    form.put("criticalFunction", false);
    form.put("awareAt", course.steps().get(0).at().toString());
  }

  private static void fillAssessment(Map<String, Object> form) {
    form.put("serviceState", "degraded");
    form.put("dataClass", "none");
    form.put("spreading", "no");
    form.put("workaround", "partial");
  }

  /** The log knows the result, not the facts behind it: so the result overrides the tables. */
  Map<String, Object> override() {
    return Map.of(
        "decision",
        "override",
        "overrideImpact",
        String.valueOf(course.impact()),
        "overrideUrgency",
        String.valueOf(course.urgency()),
        "overrideReason",
        "ServiceNow recorded impact %s and urgency %s for %s; the facts behind them are not in the export."
            .formatted(course.last(Column.IMPACT), course.last(Column.URGENCY), course.number()));
  }

  private static void fillMajorDecision(Map<String, Object> form) {
    form.put("decision", "reject");
    form.put("reason", "ServiceNow recorded no major incident.");
  }

  private void fillContainment(Map<String, Object> form, Instant now) {
    form.put("outcome", "done");
    form.put("action", "Done in ServiceNow; the export holds no containment.");
    form.put(
        "target", serviceName(course.last(Column.CMDB_CI), course.last(Column.ASSIGNMENT_GROUP)));
    form.put("startedAt", now.toString());
    form.put("temporary", "no");
  }

  private void fillRecovery(Map<String, Object> form, Instant now) {
    form.put("outcome", "recovered");
    form.put("steps", "Resolved in ServiceNow; the export holds no steps." + code());
    form.put("recoveredAt", now.toString());
    form.put("verification", "ServiceNow recorded it as resolved.");
  }

  private static void fillReview(Map<String, Object> form) {
    form.put("summary", "Imported from ServiceNow: no review is in the export.");
    form.put("whatHappened", "See the incident's log in ServiceNow.");
    form.put("contributingFactors", "Not in the export.");
    form.put("reviewImpact", "Not in the export.");
    form.put("rootCauseCode", "unknown");
    form.put("timelineConfirmed", true);
    form.put("processFollowed", "no");
    form.put("deviationReason", "It was worked on in ServiceNow, by its processes.");
  }

  private static void fillMeeting(Map<String, Object> form) {
    form.put("outcome", "approve");
    form.put("attendees", Spin.JSON("[\"%s\"]".formatted(ImportedNames.SYSTEM)));
    form.put("processChangeNeeded", "no");
  }

  private String code() {
    String code = course.last(Column.CLOSED_CODE);
    return code == null ? "" : " Closed with " + line(code, LONGEST_LINE) + ".";
  }

  /** One line of text: titles become subjects of mails and names of tasks. */
  private static String line(String text, int longest) {
    return cut(text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip(), longest);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - CUT.length()) + CUT;
  }
}
