package org.ims.servicelevel;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every breach of every incident, in the order of their becoming known. */
interface Breaches extends JpaRepository<Breach, Long> {

  List<Breach> findByIncidentNumberOrderById(String incidentNumber);
}
