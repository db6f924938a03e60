package org.ims.incident;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

/** What the reporter said. Kept as it was said: triage adds its own facts beside it. */
@Embeddable
public class Report {

  /** Where a report came in. */
  public enum Source {
    /** The start form in Tasklist. */
    FORM,
    /** The page for those who do not use Tasklist. */
    PAGE,
    API,
    /** A monitoring system or another tool. */
    WEBHOOK,
    /** A mail to the mailbox that is read. */
    MAIL,
    IMPORT
  }

  @Column(nullable = false, length = 120)
  private String title;

  @Column(nullable = false, length = 4000)
  private String description;

  @Column(name = "reported_service", nullable = false)
  private String service;

  private String location;
  private String contact;

  @Column(nullable = false)
  private String reporter;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Source source;

  private Instant occurredAt;

  @Column(nullable = false)
  private Instant noticedAt;

  private boolean suspectedSecurity;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private PersonalData personalDataInvolved;

  private boolean peopleAtRisk;
  private boolean restricted;
  private boolean drill;

  protected Report() {}

  /** A report of something that is real; the parameters are those of the other constructor. */
  public Report(
      String title,
      String description,
      String service,
      String location,
      String contact,
      String reporter,
      Source source,
      Instant occurredAt,
      Instant noticedAt,
      boolean suspectedSecurity,
      PersonalData personalDataInvolved,
      boolean peopleAtRisk,
      boolean restricted) {
    this(
        title,
        description,
        service,
        location,
        contact,
        reporter,
        source,
        occurredAt,
        noticedAt,
        suspectedSecurity,
        personalDataInvolved,
        peopleAtRisk,
        restricted,
        false);
  }

  /**
   * @param title one line, at most 120 characters
   * @param description at most 4,000 characters
   * @param service key of a service in the catalogue
   * @param reporter login of whoever reported, or the caller's name in an imported log
   * @param contact mail address or telephone number for answers, may be null
   * @param occurredAt when it began, may be null when nobody knows
   * @param noticedAt when the reporter noticed it
   * @param drill whether it is only an exercise
   */
  public Report(
      String title,
      String description,
      String service,
      String location,
      String contact,
      String reporter,
      Source source,
      Instant occurredAt,
      Instant noticedAt,
      boolean suspectedSecurity,
      PersonalData personalDataInvolved,
      boolean peopleAtRisk,
      boolean restricted,
      boolean drill) {
    this.title = title;
    this.description = description;
    this.service = service;
    this.location = location;
    this.contact = contact;
    this.reporter = reporter;
    this.source = source;
    this.occurredAt = occurredAt;
    this.noticedAt = noticedAt;
    this.suspectedSecurity = suspectedSecurity;
    this.personalDataInvolved = personalDataInvolved;
    this.peopleAtRisk = peopleAtRisk;
    this.restricted = restricted;
    this.drill = drill;
  }

  /** The same words for another incident, which keeps its own. */
  Report copy() {
    return new Report(
        title,
        description,
        service,
        location,
        contact,
        reporter,
        source,
        occurredAt,
        noticedAt,
        suspectedSecurity,
        personalDataInvolved,
        peopleAtRisk,
        restricted,
        drill);
  }

  public String title() {
    return title;
  }

  public String description() {
    return description;
  }

  public String service() {
    return service;
  }

  public String location() {
    return location;
  }

  public String contact() {
    return contact;
  }

  public String reporter() {
    return reporter;
  }

  public Source source() {
    return source;
  }

  public Instant occurredAt() {
    return occurredAt;
  }

  public Instant noticedAt() {
    return noticedAt;
  }

  public boolean suspectedSecurity() {
    return suspectedSecurity;
  }

  public PersonalData personalDataInvolved() {
    return personalDataInvolved;
  }

  public boolean peopleAtRisk() {
    return peopleAtRisk;
  }

  public boolean restricted() {
    return restricted;
  }

  /** Whether it is an exercise: nothing of it is real, and it counts in no figure. */
  public boolean drill() {
    return drill;
  }
}
