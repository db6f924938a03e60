package org.ims.response;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every report of every sub-team, in the order of recording. */
interface SubTeamReports extends JpaRepository<SubTeamReport, Long> {

  List<SubTeamReport> findBySubTeamIdOrderById(Long subTeamId);
}
