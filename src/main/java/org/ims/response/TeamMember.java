package org.ims.response;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.ims.incident.DossierContributor.Line;

/** One person who takes part in the response to a major incident beside those who command. */
@Entity
class TeamMember {

  enum Role {
    EXPERT,
    COMMS_INTERNAL,
    COMMS_EXTERNAL
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Role role;

  @Column(nullable = false)
  private String login;

  @Column(nullable = false)
  private Instant namedAt;

  protected TeamMember() {}

  TeamMember(String incidentNumber, Role role, String login, Instant namedAt) {
    this.incidentNumber = incidentNumber;
    this.role = role;
    this.login = login;
    this.namedAt = namedAt;
  }

  Role role() {
    return role;
  }

  String login() {
    return login;
  }

  /** As the dossier of the incident tells it. */
  Line inDossier() {
    return Line.empty()
        .with("namedAt", "Named", namedAt)
        .with("login", "Person", login)
        .with("role", "Role", role);
  }
}
