package org.ims.reporting;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ims.incident.PersonalData;
import org.ims.incident.Report;
import org.ims.incident.Violation;

/**
 * A report as an API client sends it. Dates and the choice arrive as text and are read here, so
 * that the answer names every wrong field instead of the first.
 */
@Schema(name = "ReportRequest", description = "What happened, as the reporter knows it")
record ReportRequest(
    @Schema(
            requiredMode = RequiredMode.REQUIRED,
            description = "One line",
            minLength = 1,
            maxLength = IncidentReports.TITLE,
            example = "Mail is down")
        String title,
    @Schema(
            requiredMode = RequiredMode.REQUIRED,
            minLength = 1,
            maxLength = IncidentReports.DESCRIPTION,
            example = "Nobody in the Hamburg office has received mail since 09:40.")
        String description,
    @Schema(
            requiredMode = RequiredMode.REQUIRED,
            description = "Key of an active service, see GET /api/services",
            example = "mail")
        String service,
    @Schema(
            requiredMode = RequiredMode.REQUIRED,
            description = "When it was noticed; not in the future",
            type = "string",
            format = "date-time",
            example = "2026-03-02T08:55:00Z")
        String noticedAt,
    @Schema(
            description = "When it began; not after noticedAt",
            type = "string",
            format = "date-time",
            example = "2026-03-02T08:40:00Z")
        String occurredAt,
    @Schema(
            requiredMode = RequiredMode.REQUIRED,
            description = "Whether somebody may have caused it on purpose",
            example = "false")
        Boolean suspectedSecurity,
    @Schema(
            requiredMode = RequiredMode.REQUIRED,
            allowableValues = {"yes", "no", "unknown"},
            example = "no")
        String personalDataInvolved,
    @Schema(
            requiredMode = RequiredMode.REQUIRED,
            description = "Whether the health or life of people is at risk",
            example = "false")
        Boolean peopleAtRisk,
    @Schema(maxLength = IncidentReports.LINE, example = "Hamburg, building 2") String location,
    @Schema(
            maxLength = IncidentReports.LINE,
            description = "Mail address or telephone number for questions",
            example = "+49 40 1234567")
        String contact,
    @Schema(
            description = "Whether only those who work on it may see it",
            defaultValue = "false",
            example = "false")
        Boolean restricted,
    @Schema(
            description =
                "Whether it is only an exercise: it runs like an incident, tells nobody but the"
                    + " drill's list and counts in no figure. For incident-manager,"
                    + " major-incident-manager, process-owner and camunda-admin",
            defaultValue = "false",
            example = "false")
        // Left out where it is absent, so that a repeat of an older report is known by its hash.
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Boolean drill) {

  static final Violation NOT_A_PERSONAL_DATA_ANSWER =
      new Violation(
          "personalDataInvolved", "choice", "Personal data involved must be yes, no or unknown.");

  /** The report, as far as it can be read; what cannot is added to the violations. */
  Report read(String reporter, List<Violation> violations) {
    return new Report(
        strip(title),
        strip(description),
        strip(service),
        blankToNull(location),
        blankToNull(contact),
        reporter,
        Report.Source.API,
        instant("occurredAt", occurredAt, violations),
        instant("noticedAt", noticedAt, violations),
        required("suspectedSecurity", suspectedSecurity, violations),
        personalData(violations),
        required("peopleAtRisk", peopleAtRisk, violations),
        Boolean.TRUE.equals(restricted),
        Boolean.TRUE.equals(drill));
  }

  private PersonalData personalData(List<Violation> violations) {
    if (personalDataInvolved == null) {
      return null;
    }
    Optional<PersonalData> answer = personalDataNamed(personalDataInvolved);
    if (answer.isEmpty()) {
      violations.add(NOT_A_PERSONAL_DATA_ANSWER);
    }
    return answer.orElse(null);
  }

  /** The answer that a word stands for, here and on the page. */
  static Optional<PersonalData> personalDataNamed(String word) {
    return Arrays.stream(PersonalData.values())
        .filter(answer -> answer.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }

  private static Instant instant(String field, String text, List<Violation> violations) {
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      violations.add(
          new Violation(
              field,
              "date-time",
              field + " must be a date and time with an offset, as 2026-03-02T08:55:00Z."));
      return null;
    }
  }

  private static boolean required(String field, Boolean value, List<Violation> violations) {
    if (value == null) {
      violations.add(new Violation(field, "required", field + " is required."));
      return false;
    }
    return value;
  }

  private static String strip(String text) {
    return text == null ? null : text.strip();
  }

  static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
