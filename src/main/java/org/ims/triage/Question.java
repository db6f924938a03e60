package org.ims.triage;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.ims.incident.DossierContributor.Line;

/** One question to the reporter, and what came of it. */
@Entity(name = "ReporterQuestion")
class Question {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Column(nullable = false)
  private String question;

  @Column(nullable = false)
  private String askedBy;

  @Column(nullable = false)
  private Instant askedAt;

  private String answer;
  private String answeredBy;
  private Instant endedAt;

  protected Question() {}

  Question(String incidentNumber, String question, String askedBy, Instant askedAt) {
    this.incidentNumber = incidentNumber;
    this.question = question;
    this.askedBy = askedBy;
    this.askedAt = askedAt;
  }

  void answer(String answer, String by, Instant at) {
    this.answer = answer;
    answeredBy = by;
    endedAt = at;
  }

  /** The time for an answer is over. */
  void expire(Instant at) {
    endedAt = at;
  }

  String question() {
    return question;
  }

  String answer() {
    return answer;
  }

  /** Whether neither an answer came nor the time for it is over. */
  boolean isOpen() {
    return endedAt == null;
  }

  /** As the dossier of the incident tells it. */
  Line inDossier() {
    return Line.empty()
        .with("askedAt", "Asked", askedAt)
        .with("askedBy", "By", askedBy)
        .with("question", "Question", question)
        .with("answer", "Answer", answer)
        .with("answeredBy", "Answered by", answeredBy)
        .with("endedAt", answer == null ? "Gave up" : "Answered", endedAt);
  }
}
