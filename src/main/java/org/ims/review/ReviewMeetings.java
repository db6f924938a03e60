package org.ims.review;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

/** All dates of meetings that review incidents. */
interface ReviewMeetings extends JpaRepository<ReviewMeeting, Long> {

  Optional<ReviewMeeting> findFirstByIncidentNumberOrderBySequenceDesc(String incidentNumber);

  Optional<ReviewMeeting> findByIncidentNumberAndSequence(String incidentNumber, int sequence);
}
