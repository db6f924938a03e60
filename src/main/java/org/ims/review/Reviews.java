package org.ims.review;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

/** The reviews of all incidents. */
interface Reviews extends JpaRepository<Review, Long> {

  List<Review> findByIncidentNumberOrderByRound(String incidentNumber);

  /** The review that counts: the one after the incident was last resolved. */
  Optional<Review> findFirstByIncidentNumberOrderByRoundDesc(String incidentNumber);

  int countByIncidentNumber(String incidentNumber);
}
