package org.ims.triage;

import org.ims.testing.DecisionTableTest;

class MajorIncidentDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                                | priority | criticalFunction | serviceState | dataClass | dataExposure | childCount | -> verdict | -> because
      Rule_MajorIncident_CriticalPriority    | P1       | true             | down         | personal  | confirmed    | 21         | PROMOTE    | The priority is P1 and the service is a critical one.
      Rule_MajorIncident_CriticalPriority    | P1       | true             | ok           | none      | none         | 0          | PROMOTE    | The priority is P1 and the service is a critical one.
      Rule_MajorIncident_HighestPriority     | P1       | false            | down         | personal  | confirmed    | 21         | PROPOSE    | The priority is P1.
      Rule_MajorIncident_HighestPriority     | P1       |                  |              |           |              |            | PROPOSE    | The priority is P1.
      Rule_MajorIncident_ManyChildren        | P2       | true             | down         | personal  | confirmed    | 21         | PROPOSE    | More than 20 incidents hang on it.
      Rule_MajorIncident_ManyChildren        | P5       | false            | ok           | none      | none         | 21         | PROPOSE    | More than 20 incidents hang on it.
      Rule_MajorIncident_Ordinary            | P2       | false            | degraded     | none      | none         | 20         | NO         | Nothing about it calls for more than the usual way of working.
      Rule_MajorIncident_CriticalServiceDown | P2       | true             | down         | personal  | confirmed    | 20         | PROPOSE    | A critical service is down.
      Rule_MajorIncident_CriticalServiceDown | P3       | true             | down         |           |              |            | PROPOSE    | A critical service is down.
      Rule_MajorIncident_Ordinary            | P2       | true             | degraded     | none      | none         | 0          | NO         | Nothing about it calls for more than the usual way of working.
      Rule_MajorIncident_Ordinary            | P2       | false            | down         | none      | none         | 0          | NO         | Nothing about it calls for more than the usual way of working.
      Rule_MajorIncident_DataExposed         | P2       | false            | ok           | personal  | confirmed    | 0          | PROPOSE    | Personal data has been exposed.
      Rule_MajorIncident_DataExposed         | P3       | false            | ok           | special   | confirmed    |            | PROPOSE    | Personal data has been exposed.
      Rule_MajorIncident_DataExposed         | P3       | true             | degraded     | phi       | confirmed    |            | PROPOSE    | Personal data has been exposed.
      Rule_MajorIncident_Ordinary            | P2       | false            | ok           | phi       | suspected    | 0          | NO         | Nothing about it calls for more than the usual way of working.
      Rule_MajorIncident_Ordinary            | P2       | false            | ok           | internal  | confirmed    | 0          | NO         | Nothing about it calls for more than the usual way of working.
      Rule_MajorIncident_Ordinary            |          |                  |              |           |              |            | NO         | Nothing about it calls for more than the usual way of working.
      """;

  MajorIncidentDecisionTest() {
    super("triage/MajorIncidentDecision", 6, CASES);
  }
}
