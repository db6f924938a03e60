package org.ims.review;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import org.ims.incident.DossierContributor.Line;

/**
 * One review of an incident; there is another one each time it was reopened. Rework replaces the
 * text.
 */
@Entity
class Review {

  enum ProcessFollowed {
    YES,
    PARTLY,
    NO
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  /** Which review of the incident it is, from 1. */
  private int round;

  @Version private Long version;

  @Column(nullable = false)
  private String depth;

  @Column(nullable = false)
  private String because;

  @Column(nullable = false)
  private Instant openedAt;

  @Embedded private ReviewText text;
  private String writtenBy;
  private Instant writtenAt;

  /** Logins of who met, separated by commas. */
  private String attendees;

  private Boolean processChangeNeeded;
  private Instant metAt;

  private String decidedBy;
  private String decisionComment;
  private Instant approvedAt;

  protected Review() {}

  Review(String incidentNumber, int round, String depth, String because, Instant openedAt) {
    this.incidentNumber = incidentNumber;
    this.round = round;
    this.depth = depth;
    this.because = because;
    this.openedAt = openedAt;
  }

  void write(ReviewText text, String by, Instant at) {
    this.text = text;
    writtenBy = by;
    writtenAt = at;
  }

  void meet(String attendees, boolean processChangeNeeded, Instant at) {
    this.attendees = attendees;
    this.processChangeNeeded = processChangeNeeded;
    metAt = at;
  }

  void decide(boolean approved, String comment, String by, Instant at) {
    decidedBy = by;
    decisionComment = comment;
    approvedAt = approved ? at : null;
  }

  int round() {
    return round;
  }

  boolean isApproved() {
    return approvedAt != null;
  }

  String writtenBy() {
    return writtenBy;
  }

  ReviewText text() {
    return text;
  }

  String decisionComment() {
    return decisionComment;
  }

  /**
   * What the review says. Only deviationReason and the three after the impact may be null.
   *
   * @param rootCauseCode one of the codes of the form
   * @param deviationReason why the process was not followed, when it was not
   */
  @Embeddable
  record ReviewText(
      String summary,
      String whatHappened,
      String contributingFactors,
      String reviewImpact,
      String detection,
      String whatWentWell,
      String whatDidNot,
      @Enumerated(EnumType.STRING) RootCause rootCauseCode,
      @Enumerated(EnumType.STRING) ProcessFollowed processFollowed,
      String deviationReason) {}

  /** The vocabulary of root causes. */
  enum RootCause {
    CHANGE,
    CONFIGURATION,
    CAPACITY,
    HARDWARE,
    SOFTWARE_DEFECT,
    HUMAN_ERROR,
    PROCESS_GAP,
    SUPPLIER,
    MALICIOUS_ACT,
    ENVIRONMENT,
    UNKNOWN
  }

  /** As the dossier of the incident tells it. */
  Line inDossier() {
    Line line =
        Line.empty()
            .with("round", "Review", round)
            .with("depth", "Depth", depth)
            .with("because", "Because", because)
            .with("openedAt", "Opened", openedAt);
    if (text != null) {
      line =
          line.with("summary", "Summary", text.summary())
              .with("whatHappened", "What happened", text.whatHappened())
              .with("contributingFactors", "Contributing factors", text.contributingFactors())
              .with("impact", "Impact", text.reviewImpact())
              .with("detection", "Detection", text.detection())
              .with("whatWentWell", "What went well", text.whatWentWell())
              .with("whatDidNot", "What did not", text.whatDidNot())
              .with("rootCause", "Root cause", text.rootCauseCode())
              .with("processFollowed", "Process followed", text.processFollowed())
              .with("deviationReason", "Why not", text.deviationReason());
    }
    return line.with("writtenBy", "Written by", writtenBy)
        .with("writtenAt", "Written", writtenAt)
        .with("attendees", "Who met", attendees)
        .with("metAt", "Met", metAt)
        .with("processChangeNeeded", "The process has to change", processChangeNeeded)
        .with("decidedBy", "Decided by", decidedBy)
        .with("decisionComment", "Comment", decisionComment)
        .with("approvedAt", "Approved", approvedAt);
  }
}
