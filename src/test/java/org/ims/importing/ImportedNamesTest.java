package org.ims.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportedNamesTest {

  @ParameterizedTest
  @CsvSource({
    "Resolver 12,resolver-12",
    "Opened by  8,opened-by-8",
    "  Jürgen Müller  ,jurgen-muller",
    "O'Neil (ext.),o-neil-ext",
    "4711,x-4711"
  })
  void personBecomesALogin(String name, String login) {
    assertThat(ImportedNames.person(name)).isEqualTo(login);
  }

  @Test
  void nobodyIsTheOtherSystem() {
    assertThat(ImportedNames.person(null)).isEqualTo("servicenow");
  }

  @Test
  void namesOfOtherAlphabetsStayApart() {
    String one = ImportedNames.person("Иван");
    String other = ImportedNames.person("Пётр");

    assertThat(List.of(one, other)).allMatch(login -> login.matches("x-[0-9a-f]{8}"));
    assertThat(one).isNotEqualTo(other).isEqualTo(ImportedNames.person("Иван"));
  }

  @Test
  void longNamesAreCutAndStayApart() {
    String start = "Group of people with a very long name, ";

    assertThat(ImportedNames.team(start + "one"))
        .hasSizeLessThanOrEqualTo(40)
        .matches("[a-z][a-z0-9-]*")
        .isNotEqualTo(ImportedNames.team(start + "two"));
  }

  @Test
  void serviceStandsForItemAndGroup() {
    assertThat(ImportedNames.service(null, "Group 56")).isEqualTo("servicenow-group-56");
    assertThat(ImportedNames.service("Mail", "Group 56")).isEqualTo("servicenow-mail-group-56");
    assertThat(ImportedNames.service(null, null)).isEqualTo("servicenow-unassigned");
    assertThat(ImportedNames.service("i".repeat(80), "g".repeat(80)))
        .hasSizeLessThanOrEqualTo(63)
        .matches("[a-z][a-z0-9-]*");
  }

  @Test
  void otherLoginIsAlwaysAnother() {
    assertThat(ImportedNames.otherPerson("admin")).isEqualTo("servicenow-admin");
    assertThat(ImportedNames.otherPerson("servicenow-admin")).isEqualTo("servicenow-admin-log");
  }
}
