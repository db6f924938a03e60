package org.ims.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ims.testing.DecisionTableTest;
import org.junit.jupiter.api.Test;

class RoutingDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                      | category | ownerTeam | supplierTeam | -> team              | -> because
      Rule_Routing_Security     | security | mail      | telco        | security-lead        | It is a security incident.
      Rule_Routing_Security     | security |           |              | security-lead        | It is a security incident.
      Rule_Routing_Privacy      | privacy  | mail      | telco        | dpo                  | Personal data is concerned.
      Rule_Routing_Privacy      | privacy  |           |              | dpo                  | Personal data is concerned.
      Rule_Routing_Supplier     | supplier | mail      | telco        | responder-telco      | A supplier of the service has failed.
      Rule_Routing_Supplier     | supplier |           | telco        | responder-telco      | A supplier of the service has failed.
      Rule_Routing_Premises     | safety   | mail      | telco        | responder-facilities | It concerns people or premises on site.
      Rule_Routing_Premises     | physical |           |              | responder-facilities | It concerns people or premises on site.
      Rule_Routing_ServiceOwner | it       | mail      | telco        | responder-mail       | The team that owns the service takes it.
      Rule_Routing_ServiceOwner | other    | mail      |              | responder-mail       | The team that owns the service takes it.
      Rule_Routing_ServiceOwner | supplier | mail      |              | responder-mail       | The team that owns the service takes it.
      Rule_Routing_ServiceOwner |          | mail      |              | responder-mail       | The team that owns the service takes it.
      Rule_Routing_ServiceDesk  | it       |           | telco        | service-desk         | No team is known for the service.
      Rule_Routing_ServiceDesk  | supplier |           |              | service-desk         | No team is known for the service.
      Rule_Routing_ServiceDesk  | no such  |           |              | service-desk         | No team is known for the service.
      Rule_Routing_ServiceDesk  |          |           |              | service-desk         | No team is known for the service.
      """;

  RoutingDecisionTest() {
    super("triage/RoutingDecision", 6, CASES);
  }

  /** A CSV gives an empty text where a person means "none"; "responder-" is nobody's group. */
  @Test
  void anEmptyTeamIsNoTeam() {
    assertThat(table.evaluate(Map.of("category", "supplier", "ownerTeam", "", "supplierTeam", "")))
        .extracting(outcome -> outcome.single().get("team"))
        .isEqualTo("service-desk");
    assertThat(
            table.evaluate(Map.of("category", "supplier", "ownerTeam", "mail", "supplierTeam", "")))
        .extracting(outcome -> outcome.single().get("team"))
        .isEqualTo("responder-mail");
  }
}
