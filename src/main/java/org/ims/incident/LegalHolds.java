package org.ims.incident;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** All legal holds. Whoever destroys anything of an incident asks here first. */
public interface LegalHolds extends Repository<LegalHold, Long> {

  LegalHold save(LegalHold hold);

  /** Every hold of an incident, in the order of their beginning. */
  List<LegalHold> findByIncidentNumberOrderById(String incidentNumber);

  /** The hold that lasts, if there is one; there is never more than one. */
  Optional<LegalHold> findByIncidentNumberAndReleasedAtIsNull(String incidentNumber);

  boolean existsByIncidentNumberAndReleasedAtIsNull(String incidentNumber);

  /** Whether nothing of the incident may be destroyed now. */
  default boolean isHeld(String number) {
    return existsByIncidentNumberAndReleasedAtIsNull(number);
  }
}
