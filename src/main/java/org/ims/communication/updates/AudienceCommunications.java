package org.ims.communication.updates;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface AudienceCommunications extends JpaRepository<AudienceCommunication, Long> {

  /** The communication, of which nobody else plans until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select c from AudienceCommunication c where c.id = :id")
  AudienceCommunication lock(long id);

  List<AudienceCommunication> findByIncidentNumberOrderById(String incidentNumber);

  List<AudienceCommunication> findByIncidentNumberAndEndedAtIsNullOrderById(String incidentNumber);

  Optional<AudienceCommunication> findByIncidentNumberAndAudienceAndEndedAtIsNull(
      String incidentNumber, String audience);
}
