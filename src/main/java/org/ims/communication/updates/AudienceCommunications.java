package org.ims.communication.updates;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface AudienceCommunications extends JpaRepository<AudienceCommunication, Long> {

  List<AudienceCommunication> findByIncidentNumberOrderById(String incidentNumber);

  List<AudienceCommunication> findByIncidentNumberAndEndedAtIsNullOrderById(String incidentNumber);

  Optional<AudienceCommunication> findByIncidentNumberAndAudienceAndEndedAtIsNull(
      String incidentNumber, String audience);
}
