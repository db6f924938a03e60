package org.ims.response;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every verification of every incident, in the order of recording. */
interface Verifications extends JpaRepository<Verification, Long> {

  List<Verification> findByIncidentNumberOrderById(String incidentNumber);
}
