package org.ims.reporting;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.ims.incident.InvalidInputException;
import org.ims.incident.PersonalData;
import org.ims.incident.Report;

/**
 * What a person entered on the page.
 *
 * @param key made with the form, so that a second click is known as a repeat
 * @param suspectedSecurity ticked, or null, as the other boxes
 * @param website hidden from people; only a machine fills it in
 */
public record ReportForm(
    String key,
    String title,
    String description,
    String service,
    String noticedAt,
    Boolean suspectedSecurity,
    String personalDataInvolved,
    Boolean peopleAtRisk,
    String location,
    String contact,
    Boolean restricted,
    String website) {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT);

  /** An empty form, as it is shown first. */
  static ReportForm blank(String key, Instant now) {
    String present =
        LOCAL.format(
            LocalDateTime.ofInstant(now, ZoneId.systemDefault()).truncatedTo(ChronoUnit.MINUTES));
    return new ReportForm(key, "", "", "", present, false, "", false, "", "", false, "");
  }

  /** The same words in a form of its own. */
  ReportForm withKey(String fresh) {
    return new ReportForm(
        fresh,
        title,
        description,
        service,
        noticedAt,
        suspectedSecurity,
        personalDataInvolved,
        peopleAtRisk,
        location,
        contact,
        restricted,
        website);
  }

  /**
   * @throws InvalidInputException when the time or the choice cannot be read; other rules are the
   *     report's own
   */
  Report read(String reporter) {
    return new Report(
        ReportRequest.blankToNull(title),
        ReportRequest.blankToNull(description),
        ReportRequest.blankToNull(service),
        ReportRequest.blankToNull(location),
        ReportRequest.blankToNull(contact),
        reporter,
        Report.Source.PAGE,
        null,
        noticed(),
        Boolean.TRUE.equals(suspectedSecurity),
        personalData(),
        Boolean.TRUE.equals(peopleAtRisk),
        Boolean.TRUE.equals(restricted));
  }

  private Instant noticed() {
    if (noticedAt == null || noticedAt.isBlank()) {
      return null;
    }
    try {
      return LocalDateTime.parse(noticedAt.strip()).atZone(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidInputException(
          "noticedAt", "date-time", "Noticed at must be a date and a time.");
    }
  }

  private PersonalData personalData() {
    if (personalDataInvolved == null || personalDataInvolved.isBlank()) {
      return null;
    }
    return ReportRequest.personalDataNamed(personalDataInvolved)
        .orElseThrow(
            () -> new InvalidInputException(List.of(ReportRequest.NOT_A_PERSONAL_DATA_ANSWER)));
  }
}
