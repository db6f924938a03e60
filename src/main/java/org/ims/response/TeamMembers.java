package org.ims.response;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Everybody who was named for the response to a major incident, in the order of naming. */
interface TeamMembers extends JpaRepository<TeamMember, Long> {

  List<TeamMember> findByIncidentNumberOrderById(String incidentNumber);
}
