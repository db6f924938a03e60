package org.ims.response;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** The sub-teams of major incidents, in the order in which they were formed. */
interface SubTeams extends JpaRepository<SubTeam, Long> {

  List<SubTeam> findByIncidentNumberOrderById(String incidentNumber);
}
