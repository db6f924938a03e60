package org.ims.review;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** All corrective actions. */
interface Actions extends JpaRepository<Action, Long> {

  List<Action> findByIncidentNumberOrderByRoundAscPositionAsc(String incidentNumber);

  /** The action at this place of the latest review that has one there. */
  Optional<Action> findFirstByIncidentNumberAndPositionOrderByRoundDesc(
      String incidentNumber, int position);

  int countByIncidentNumberAndRound(String incidentNumber, int round);

  int countByIncidentNumberAndState(String incidentNumber, Action.State state);

  /** At once, so that the actions of a new meeting can take the places of the old ones. */
  @Modifying(flushAutomatically = true, clearAutomatically = true)
  @Query(
      "delete from CorrectiveAction a"
          + " where a.incidentNumber = :incidentNumber and a.round = :round")
  void deleteByIncidentNumberAndRound(String incidentNumber, int round);
}
