package org.ims.incident;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * Why the incident has its priority.
 *
 * @param impact 1 (high) to 3 (low)
 * @param impactBecause the reason, as the decision table or the person who overrode it gives it
 * @param urgency 1 (high) to 3 (low)
 * @param urgencyBecause likewise
 * @param overridden whether a person set impact or urgency against the tables
 * @param classifiedAt when the priority was decided
 * @param tableImpact what the table said, whoever overrode it; null where nobody asked it
 * @param tableUrgency likewise
 * @param overrideReason why it was overridden, or null
 * @param confirmedBy login of the person who confirmed the result, or null
 */
@Embeddable
public record Assessment(
    @JdbcTypeCode(SqlTypes.SMALLINT) Integer impact,
    String impactBecause,
    @JdbcTypeCode(SqlTypes.SMALLINT) Integer urgency,
    String urgencyBecause,
    @Enumerated(EnumType.STRING) Priority priority,
    Boolean overridden,
    Instant classifiedAt,
    @JdbcTypeCode(SqlTypes.SMALLINT) Integer tableImpact,
    @JdbcTypeCode(SqlTypes.SMALLINT) Integer tableUrgency,
    String overrideReason,
    String confirmedBy) {

  /** An assessment that no person confirmed. */
  public Assessment(
      Integer impact,
      String impactBecause,
      Integer urgency,
      String urgencyBecause,
      Priority priority,
      Boolean overridden,
      Instant classifiedAt) {
    this(
        impact,
        impactBecause,
        urgency,
        urgencyBecause,
        priority,
        overridden,
        classifiedAt,
        null,
        null,
        null,
        null);
  }
}
