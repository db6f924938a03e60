package org.ims.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ims.catalogue.ServiceDraft.DeadlineDraft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file may look like, what is told of a faulty one, and what comes out of one. */
class CatalogueFileTest {

  static final String HEADER = "key,name,ownerTeam,supplierTeam,criticalFunction,rto,rpo\n";

  private static final String LONG_HEADER =
      "key,name,ownerTeam,supplierTeam,criticalFunction,rto,rpo,"
          + "contractDeadlines,dependsOn,statusPublic,state\n";

  @Test
  void readsTheCatalogueThatIsShipped() throws IOException {
    CataloguePlan plan;
    try (InputStream input = getClass().getResourceAsStream("/catalogue/services.csv")) {
      plan = CataloguePlan.ofWhole(CatalogueFile.read(input.readAllBytes()), Map.of());
    }
    assertThat(plan.faults()).isEmpty();
    assertThat(plan.wanted()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(plan.wanted())
        .contains(
            new CatalogueEntry(
                "erp",
                "ERP (finance, purchasing, stock)",
                "business-applications",
                "erp-vendor",
                true,
                Duration.ofHours(4),
                Duration.ofMinutes(15),
                List.of(
                    new ContractDeadline(
                        "Maintenance contract",
                        "Service desk of the ERP vendor",
                        Duration.ofHours(4))),
                List.of("identity", "network"),
                false,
                true,
                0));
    assertThat(plan.wanted())
        .extracting(CatalogueEntry::key)
        .contains("mail", "web-shop", "payments", "identity", "network", "file-share", "telephony");
  }

  @Test
  void takesWindowsLineEndsAByteOrderMarkEmptyLinesAndQuotedText() {
    assertThat(
            plan("\uFEFF"
                    + HEADER.replace("\n", "\r\n")
                    + "\r\nmail,\"Mail, calendar\",workplace,,no,PT4H,PT0S\r\n,,,,,,\r\n\r\n")
                .wanted())
        .containsExactly(
            new CatalogueEntry(
                "mail",
                "Mail, calendar",
                "workplace",
                null,
                false,
                Duration.ofHours(4),
                Duration.ZERO,
                List.of(),
                List.of(),
                false,
                true,
                0));
  }

  @Test
  void takesSemicolonsAndColumnsInAnyOrder() {
    assertThat(
            plan("rpo;rto;name;key;ownerTeam;supplierTeam;criticalFunction;state\n"
                    + "PT0S;PT4H;\"Mail; calendar\";mail;workplace;;no;retired\n")
                .wanted())
        .extracting(CatalogueEntry::name, CatalogueEntry::active, CatalogueEntry::rto)
        .containsExactly(tuple("Mail; calendar", false, Duration.ofHours(4)));
  }

  @Test
  void readsDeadlinesAndDependencies() {
    CatalogueFile.Reading reading =
        read(
            LONG_HEADER
                + "mail,Mail,workplace,,no,PT4H,PT0S,"
                + "\"Hosting, main | desk@example.org | PT4H || Other|Somebody|P1D\","
                + "network  identity,yes,active\n");
    assertThat(reading.faults()).isEmpty();
    ServiceDraft draft = reading.rows().get(0).draft();
    assertThat(draft.contractDeadlines())
        .containsExactly(
            new DeadlineDraft("Hosting, main", "desk@example.org", "PT4H"),
            new DeadlineDraft("Other", "Somebody", "P1D"));
    assertThat(draft.dependsOn()).containsExactly("network", "identity");
    assertThat(draft.statusPublic()).isEqualTo("yes");
  }

  /** Nothing was said where there is no such column, and nothing is wanted where it is empty. */
  @Test
  void tellsALeftOutColumnFromAnEmptyCell() {
    ServiceDraft without = read(HEADER + "mail,Mail,a,,no,PT4H,PT0S\n").rows().get(0).draft();
    assertThat(without.contractDeadlines()).isNull();
    assertThat(without.dependsOn()).isNull();
    ServiceDraft empty =
        read(LONG_HEADER + "mail,Mail,a,,no,PT4H,PT0S,,,,\n").rows().get(0).draft();
    assertThat(empty.contractDeadlines()).isEmpty();
    assertThat(empty.dependsOn()).isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        ",Mail,workplace,,no,PT4H,PT1H              ! line 2, key: is required",
        "Mail,Mail,workplace,,no,PT4H,PT1H          ! line 2, key: must be lower-case",
        "m_l,Mail,workplace,,no,PT4H,PT1H           ! line 2, key: must be lower-case",
        "mail,,workplace,,no,PT4H,PT1H              ! line 2, name: is required",
        "mail,Mail,,,no,PT4H,PT1H                   ! line 2, ownerTeam: is required",
        "mail,Mail,Work place,,no,PT4H,PT1H         ! line 2, ownerTeam: must be lower-case",
        "mail,Mail,workplace,A;B,no,PT4H,PT1H       ! line 2, supplierTeam: must be lower-case",
        "mail,Mail,workplace,,true,PT4H,PT1H        ! line 2, criticalFunction: must be yes or no",
        "mail,Mail,workplace,,,PT4H,PT1H            ! line 2, criticalFunction: must be yes or no",
        "mail,Mail,workplace,,no,4h,PT1H            ! line 2, rto: must be an ISO-8601 duration",
        "mail,Mail,workplace,,no,,PT1H              ! line 2, rto: must be an ISO-8601 duration",
        "mail,Mail,workplace,,no,PT0S,PT1H          ! line 2, rto: must be an ISO-8601 duration",
        "mail,Mail,workplace,,no,-PT4H,PT1H         ! line 2, rto: must be an ISO-8601 duration",
        "mail,Mail,workplace,,no,PT4H,PT30S         ! line 2, rpo: must be an ISO-8601 duration",
        "mail,Mail,workplace,,no,PT4H,P9999999D     ! line 2, rpo: must be an ISO-8601 duration",
        "mail,Mail,workplace,,no,PT4H               ! line 2, row: has 6 fields instead of 7",
        "mail,Mail,workplace,,no,PT4H,PT1H,more     ! line 2, row: has 8 fields instead of 7",
        "mail,\"Mail,workplace                      ! the file is not CSV",
      })
  void refusesAFaultyRowNamingLineColumnAndRule(String row, String message) {
    assertThat(faults(HEADER + row + "\n")).contains(message);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "Contract|Somebody,,no,active        ! contractDeadlines: must say within what time",
        "Contract||PT4H,,no,active           ! contractDeadlines: must say within what time",
        "|Somebody|PT4H,,no,active           ! contractDeadlines: must name the contract (number 1)",
        "C| |PT4H,,no,active                 ! contractDeadlines: must name whom to tell (number 1)",
        "C|S|PT4H||C|S|soon,,no,active       ! as PT4H or P1D, up to P3650D (number 2)",
        "C|S|PT4H|more,,no,active            ! contractDeadlines: must say within what time",
        ",Mail,no,active                     ! dependsOn: must be keys of services",
        ",mail,no,active                     ! dependsOn: must not name the service itself",
        ",nowhere,no,active                  ! dependsOn: names what is not in the catalogue: nowhere",
        ",,perhaps,active                    ! statusPublic: must be yes or no",
        ",,no,gone                           ! state: must be active or retired",
      })
  void refusesAFaultInTheFurtherColumns(String cells, String message) {
    assertThat(faults(LONG_HEADER + "mail,Mail,workplace,,no,PT4H,PT1H," + cells + "\n"))
        .startsWith("line 2, ")
        .contains(message);
  }

  @Test
  void refusesOverlongTexts() {
    String long41 = "a".repeat(41);
    assertThat(
            faults(
                HEADER
                    + "a".repeat(64)
                    + ","
                    + "n".repeat(121)
                    + ","
                    + long41
                    + ",,no,PT4H,PT1H\n"))
        .isEqualTo(
            "line 2, key: is longer than 63 characters; line 2, name: is longer than 120 characters;"
                + " line 2, ownerTeam: is longer than 40 characters");
  }

  @Test
  void refusesAControlCharacterInAName() {
    assertThat(faults(HEADER + "mail,Ma\u0000il,workplace,,no,PT4H,PT1H\n"))
        .isEqualTo("line 2, name: contains a control character");
  }

  @Test
  void tellsEveryFaultAtOnceInTheOrderOfTheLines() {
    assertThat(
            faults(
                LONG_HEADER
                    + "mail,Mail,workplace,,no,PT4H,PT1H,,nowhere,,\n"
                    + "mail,Mail again,workplace,,no,PT4H,PT1H,,,,\n"
                    + "erp,,,,yes,PT4H,PT1H,,,,\n"))
        .isEqualTo(
            "line 2, dependsOn: names what is not in the catalogue: nowhere;"
                + " line 3, key: occurs twice;"
                + " line 4, name: is required; line 4, ownerTeam: is required");
  }

  @Test
  void namesTheLineBelowAQuotedLineBreak() {
    assertThat(
            faults(
                HEADER
                    + "mail,\"Mail\n and more\",workplace,,no,PT4H,PT1H\n"
                    + "erp,ERP,platform,,maybe,PT4H,PT1H\n"))
        .contains("line 4, criticalFunction: must be yes or no");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key;name;ownerTeam\nmail;Mail;workplace\n",
        "mail,Mail,workplace,,no,PT4H,PT1H\n",
        "key,name,ownerTeam,supplierTeam,criticalFunction,rto,rpo,colour\n",
        "key,name,ownerTeam,supplierTeam,criticalFunction,rto,rpo,rpo\n"
      })
  void refusesAnotherHeader(String text) {
    assertThat(faults(text)).startsWith("line 1, header: must be key, name, ");
  }

  @Test
  void refusesAFileWithoutServices() {
    assertThat(faults("")).isEqualTo("the file must have at least one service");
    assertThat(faults(HEADER)).isEqualTo("the file must have at least one service");
  }

  @Test
  void refusesAnotherEncoding() {
    byte[] latin =
        (HEADER + "erp,B\u00fcro,platform,,no,PT4H,PT1H\n").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(CatalogueFile.read(latin).faults())
        .extracting(RowFault::inWords)
        .containsExactly("the file is not UTF-8");
  }

  /** A circle is a circle also by way of services that are there already, and is told as one. */
  @Test
  void refusesACircle() {
    Map<String, CatalogueEntry> present = Map.of("network", service("network", "power"));
    CataloguePlan plan =
        CataloguePlan.ofPart(
            read(
                LONG_HEADER
                    + "mail,Mail,a,,no,PT4H,PT1H,,network,,\n"
                    + "power,Power,a,,no,PT4H,PT1H,,mail,,\n"),
            present,
            Set.of("a"));
    assertThat(inWords(plan))
        .isEqualTo(
            "line 2, dependsOn: goes in a circle: mail, network, power, mail;"
                + " line 3, dependsOn: goes in a circle: power, mail, network, power");
  }

  @Test
  void refusesATeamWithoutAGroupNamingTheKnownOnes() {
    CataloguePlan plan =
        CataloguePlan.ofPart(
            read(HEADER + "mail,Mail,nobody,noone,no,PT4H,PT1H\n"),
            Map.of(),
            new TreeSet<>(Set.of("data", "commerce")));
    assertThat(inWords(plan))
        .isEqualTo(
            "line 2, ownerTeam: must be a team that has a group; the known teams are commerce, data;"
                + " line 2, supplierTeam: must be a team that has a group; the known teams are"
                + " commerce, data");
  }

  @Test
  void aPartLeavesWhatItDoesNotName() {
    CatalogueEntry mail =
        new CatalogueEntry(
            "mail",
            "Mail",
            "a",
            null,
            false,
            Duration.ofHours(4),
            Duration.ZERO,
            List.of(new ContractDeadline("C", "S", Duration.ofHours(1))),
            List.of("network"),
            true,
            true,
            3);
    CataloguePlan plan =
        CataloguePlan.ofPart(
            read(HEADER + "mail,Post,a,,no,PT4H,PT0S\n"),
            Map.of("mail", mail, "network", service("network")),
            Set.of("a"));
    assertThat(plan.faults()).isEmpty();
    assertThat(plan.wanted()).hasSize(1);
    CatalogueEntry wanted = plan.wanted().get(0);
    assertThat(wanted.name()).isEqualTo("Post");
    assertThat(wanted.contractDeadlines()).isEqualTo(mail.contractDeadlines());
    assertThat(wanted.dependsOn()).containsExactly("network");
    assertThat(wanted.statusPublic()).isTrue();
  }

  @Test
  void theWholeRetiresWhatItDoesNotName() {
    CataloguePlan plan =
        CataloguePlan.ofWhole(
            read(HEADER + "mail,Post,a,,no,PT4H,PT0S\n"),
            Map.of("mail", service("mail", "network"), "network", service("network")));
    assertThat(plan.faults()).isEmpty();
    assertThat(plan.wanted())
        .extracting(CatalogueEntry::key, CatalogueEntry::state)
        .containsExactly(tuple("mail", "active"), tuple("network", "retired"));
  }

  @Test
  void whatOthersDependOnIsNotRetired() {
    CataloguePlan plan =
        CataloguePlan.ofPart(
            read(LONG_HEADER + "network,Network,a,,no,PT4H,PT1H,,,,retired\n"),
            Map.of("mail", service("mail", "network"), "network", service("network")),
            Set.of("a"));
    assertThat(inWords(plan))
        .isEqualTo("line 2, state: must stay active while other services depend on it: mail");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+49", "-x", "@me", "'=x", "''@x", "'quoted'", "plain", "a=b", "\uFF1Dx"})
  void whatIsWrittenIsNoFormulaAndIsReadAgain(String name) {
    CatalogueEntry entry =
        new CatalogueEntry(
            "mail",
            name,
            "a",
            null,
            false,
            Duration.ofHours(4),
            Duration.ZERO,
            List.of(new ContractDeadline(name, "S, \"the\" one", Duration.ofHours(1))),
            List.of(),
            true,
            false,
            0);
    String text = CatalogueFile.write(List.of(entry));
    assertThat(text.lines().skip(1).findFirst().orElseThrow())
        .doesNotContainPattern(",\"?[=+\\-@\uFF1D]");
    assertThat(plan(text).wanted()).containsExactly(entry);
  }

  private static CatalogueEntry service(String key, String... dependsOn) {
    return new CatalogueEntry(
        key,
        key,
        "a",
        null,
        false,
        Duration.ofHours(4),
        Duration.ZERO,
        List.of(),
        List.of(dependsOn),
        false,
        true,
        1);
  }

  private static String faults(String text) {
    return inWords(plan(text));
  }

  private static String inWords(CataloguePlan plan) {
    return plan.faults().stream().map(RowFault::inWords).collect(Collectors.joining("; "));
  }

  private static CataloguePlan plan(String text) {
    return CataloguePlan.ofWhole(read(text), Map.of());
  }

  private static CatalogueFile.Reading read(String text) {
    return CatalogueFile.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
