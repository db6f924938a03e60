package org.ims.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class IncidentNumberTest {

  @Test
  void carriesTheYearInUtcAndAtLeastSixDigits() {
    assertThat(IncidentNumber.of(Instant.parse("2026-12-31T23:59:59Z"), 42))
        .isEqualTo("INC-2026-000042");
    assertThat(IncidentNumber.of(Instant.parse("2027-01-01T00:00:00Z"), 1234567))
        .isEqualTo("INC-2027-1234567");
  }

  @Test
  void recognisesNumbers() {
    assertThat(IncidentNumber.isValid("INC-2026-000042")).isTrue();
    assertThat(IncidentNumber.isValid("INC-2026-42")).isFalse();
    assertThat(IncidentNumber.isValid("inc-2026-000042")).isFalse();
    assertThat(IncidentNumber.isValid(null)).isFalse();
  }
}
