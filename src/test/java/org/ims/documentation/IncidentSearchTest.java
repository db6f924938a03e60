package org.ims.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ims.benchmark.GeneratedIncidents;
import org.ims.incident.Assessment;
import org.ims.incident.Classification;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.PersonalData;
import org.ims.incident.Priority;
import org.ims.incident.Reader;
import org.ims.incident.Report;
import org.ims.incident.ServiceLevel;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** On incidents of 2031, rolled back after each test: the database is shared with other tests. */
@ImsTest
@Transactional
class IncidentSearchTest {

  private static final Instant DAY = Instant.parse("2031-03-03T08:00:00Z");
  private static final Reader MANAGER = new Reader("ines", Set.of("incident-manager"));

  @Autowired private IncidentSearch search;
  @Autowired private Incidents incidents;
  @Autowired private EntityManager entities;
  @Autowired private JdbcClient jdbc;

  private String mail;
  private String printer;
  private String secret;
  private String assessedSecret;

  @BeforeEach
  void fourIncidents() {
    mail = store(report("Mail is down", "mail", "rita", false), 0, null);
    printer =
        store(
            report("Printer on fire: 100% smoke_screen", "workplace", "rita", false),
            1,
            Priority.P2);
    secret = store(report("Data of the e-mail gateway leaked", "mail", "rita", true), 2, null);
    assessedSecret = store(report("Fraud in purchasing", "erp", "carl", true), 3, Priority.P1);
    entities.clear();
  }

  @Test
  void theNewestComeFirst() {
    assertThat(find(MANAGER)).containsExactly(assessedSecret, secret, printer, mail);
  }

  @Test
  void filtersByState() {
    assertThat(find(MANAGER, "state=REPORTED")).containsExactly(secret, mail);
    assertThat(find(MANAGER, "state=ASSESSED")).containsExactly(assessedSecret, printer);
    assertThat(find(MANAGER, "state=REPORTED,ASSESSED")).hasSize(4);
    assertThat(find(MANAGER, "state=CLOSED")).isEmpty();
  }

  @Test
  void filtersByPriority() {
    assertThat(find(MANAGER, "priority=P1")).containsExactly(assessedSecret);
    assertThat(find(MANAGER, "priority=P1,P2")).containsExactly(assessedSecret, printer);
  }

  @Test
  void filtersByTheServiceThatTriageFoundAffected() {
    assertThat(find(MANAGER, "service=mail")).containsExactly(secret, mail);
    assertThat(find(MANAGER, "service=workplace")).isEmpty();
    assertThat(find(MANAGER, "service=building-access")).containsExactly(assessedSecret, printer);
  }

  @Test
  void filtersByThePeriodBothEndsIncluded() {
    assertThat(find(MANAGER, "openedFrom=2031-03-03T08:01:00Z", "openedTo=2031-03-03T08:02:00Z"))
        .containsExactly(secret, printer);
  }

  @Test
  void filtersByThePeriodOfClosing() {
    close(mail, "2031-03-10T08:00:00Z");
    close(printer, "2031-03-11T08:00:00Z");
    assertThat(find(MANAGER, "closedFrom=2031-03-10T08:00:00Z")).containsExactly(printer, mail);
    assertThat(find(MANAGER, "closedFrom=2031-03-10T08:00:01Z")).containsExactly(printer);
    assertThat(find(MANAGER, "closedTo=2031-03-10T08:00:00Z")).containsExactly(mail);
    assertThat(find(MANAGER, "sort=closedAt,desc"))
        .containsExactly(printer, mail, assessedSecret, secret);
    assertThat(find(MANAGER, "sort=closedAt"))
        .containsExactly(mail, printer, secret, assessedSecret);
  }

  @Test
  void filtersByMajorIncidents() {
    update(mail, "major = 'ACCEPTED'");
    update(printer, "major = 'DEMOTED'");
    assertThat(find(MANAGER, "major=ACCEPTED")).containsExactly(mail);
    assertThat(find(MANAGER, "major=ACCEPTED,DEMOTED")).containsExactly(printer, mail);
    assertThat(find(MANAGER, "major=NONE")).containsExactly(assessedSecret, secret);
  }

  @Test
  void filtersByRestrictionWithinWhatTheReaderSees() {
    assertThat(find(MANAGER, "restricted=true")).containsExactly(assessedSecret, secret);
    assertThat(find(MANAGER, "restricted=false")).containsExactly(printer, mail);
    Reader rita = new Reader("rita", Set.of("reporter"));
    assertThat(find(rita, "restricted=true")).containsExactly(secret);
  }

  @Test
  void filtersByTheVersionOfTheProcess() {
    ran(mail, 1);
    ran(printer, 1);
    ran(printer, 2);
    assertThat(find(MANAGER, "processVersion=1")).containsExactly(printer, mail);
    assertThat(find(MANAGER, "processVersion=2")).containsExactly(printer);
    assertThat(find(MANAGER, "processVersion=3")).isEmpty();
    assertThat(result(MANAGER, "sort=number").items())
        .extracting(IncidentSummary::processVersion)
        .as("the latest version of each")
        .containsExactly(1, 2, null, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reporter",
        "responder",
        "commander",
        "resolved_by",
        "verified_by",
        "major_decided_by",
        "confirmed_by"
      })
  void filtersByAPersonInAnyRole(String role) {
    update(printer, role + " = 'piet'");
    assertThat(find(MANAGER, "person=piet")).containsExactly(printer);
    assertThat(find(MANAGER, "person=pie")).isEmpty();
  }

  @Test
  void whoWasReplacedIsStillFound() {
    update(printer, "responder = 'piet'");
    update(printer, "responder = 'anna'");
    assertThat(find(MANAGER, "person=piet")).containsExactly(printer);
    assertThat(find(MANAGER, "person=anna")).containsExactly(printer);
  }

  @Test
  void whoMovedItIsFoundExceptByReporters() {
    jdbc.sql(
            "insert into state_change (incident_number, at, actor, state_to)"
                + " values (?, now(), 'piet', 'CLOSED')")
        .param(mail)
        .update();
    assertThat(find(MANAGER, "person=piet")).containsExactly(mail);
    assertThat(find(new Reader("sam", Set.of("service-desk")), "person=piet"))
        .containsExactly(mail);
    Reader rita = new Reader("rita", Set.of("reporter"));
    assertThat(find(rita, "person=piet")).as("the story is not for reporters").isEmpty();
    assertThat(find(rita, "person=rita")).containsExactly(secret, printer, mail);
  }

  @Test
  void whoCommandedOrTookPartIsFound() {
    jdbc.sql(
            "insert into incident_command (incident_number, commander, deputy, scribe, because,"
                + " commanded_from) values (?, 'cora', 'dan', 'sue', 'because', now())")
        .param(mail)
        .update();
    jdbc.sql(
            "insert into team_member (incident_number, role, login, named_at)"
                + " values (?, 'COMMS', 'tim', now())")
        .param(mail)
        .update();
    for (String person : List.of("cora", "dan", "sue", "tim")) {
      assertThat(find(MANAGER, "person=" + person)).as(person).containsExactly(mail);
    }
  }

  @Test
  void aPersonIsNoWayToRestrictedIncidents() {
    assertThat(find(MANAGER, "person=carl")).containsExactly(assessedSecret);
    assertThat(find(new Reader("sam", Set.of("service-desk")), "person=carl")).isEmpty();
  }

  @Test
  void allFiltersMustHold() {
    ran(mail, 1);
    ran(secret, 1);
    assertThat(
            find(
                MANAGER,
                "person=rita",
                "processVersion=1",
                "text=mail",
                "service=mail",
                "state=REPORTED",
                "restricted=true",
                "sort=priority,desc"))
        .containsExactly(secret);
  }

  @Test
  void countsWhenAskedToAndNoFurtherThanPeopleRead() {
    assertThat(result(MANAGER).count()).as("not asked").isNull();
    IncidentSearch.Result few = result(MANAGER, "count=true", "size=1");
    assertThat(few.count()).isEqualTo(4);
    assertThat(few.countIsMore()).isFalse();
    assertThat(result(new Reader("", Set.of()), "count=true").count())
        .as("only what the reader sees")
        .isEqualTo(2);

    GeneratedIncidents.insert(jdbc, 1, 1_100);
    IncidentSearch.Result many = result(MANAGER, "count=true", "openedFrom=2020-01-01T00:00:00Z");
    assertThat(many.count()).isEqualTo(1_000);
    assertThat(many.countIsMore()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "number",
        "openedAt",
        "priority",
        "state",
        "resolveDue",
        "closedAt",
        "closedAt,desc"
      })
  void noIncidentIsOnTwoPagesOrOnNone(String sort) {
    GeneratedIncidents.insert(jdbc, 1, 250);
    List<String> paged = new ArrayList<>();
    IncidentSearch.Result page;
    int number = 0;
    do {
      page =
          result(
              MANAGER,
              "openedFrom=2020-01-01T00:00:00Z",
              "drill=all",
              "size=100",
              "page=" + number++,
              "sort=" + sort);
      paged.addAll(numbers(page));
    } while (page.hasMore());
    assertThat(paged).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(254);
    List<String> whole = new ArrayList<>();
    search.each(
        IncidentQuery.ofExport(
            Map.of(
                "openedFrom",
                List.of("2020-01-01T00:00:00Z"),
                "drill",
                List.of("all"),
                "sort",
                List.of(sort))),
        MANAGER,
        100_000,
        incident -> whole.add(incident.number()));
    assertThat(whole).as("an export has the order of the pages").isEqualTo(paged);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"printer", "PRINT", "fire smoke", "100%", "smoke_", "screen", "Drucker büro"})
  void findsWordsByTheirBeginningInTitleOrDescription(String text) {
    assertThat(find(MANAGER, "text=" + text)).containsExactly(printer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rinter", "printer mail", "printer | mail", "!mail & zzz", "mail:* | x"})
  void neitherFindsTheInsideOfWordsNorObeysOperators(String text) {
    assertThat(find(MANAGER, "text=" + text)).isEmpty();
  }

  @Test
  void findsAPartOfAHyphenatedWord() {
    assertThat(find(MANAGER, "text=mail")).containsExactly(secret, mail);
    assertThat(find(MANAGER, "text=e-mail")).containsExactly(secret);
  }

  @Test
  void findsANumber() {
    assertThat(find(MANAGER, "text=" + mail)).containsExactly(mail);
    assertThat(find(MANAGER, "text=inc-2031")).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "number          | 0123",
        "number,desc     | 3210",
        "openedAt        | 0123",
        "priority        | 3102",
        "priority,desc   | 1320",
        "state           | 0213",
        "state,desc      | 3120",
        "resolveDue      | 1302",
        "resolveDue,desc | 3120"
      })
  void sorts(String sort, String order) {
    List<String> numbers = List.of(mail, printer, secret, assessedSecret);
    assertThat(find(MANAGER, "sort=" + sort))
        .containsExactlyElementsOf(
            order.chars().mapToObj(digit -> numbers.get(digit - '0')).toList());
  }

  @Test
  void pagesWithoutCounting() {
    IncidentSearch.Result first = result(MANAGER, "size=3", "page=0");
    assertThat(numbers(first)).containsExactly(assessedSecret, secret, printer);
    assertThat(first.hasMore()).isTrue();
    IncidentSearch.Result second = result(MANAGER, "size=3", "page=1");
    assertThat(numbers(second)).containsExactly(mail);
    assertThat(second.hasMore()).isFalse();
    IncidentSearch.Result whole = result(MANAGER, "size=4", "page=0");
    assertThat(whole.items()).hasSize(4);
    assertThat(whole.hasMore()).isFalse();
    assertThat(result(MANAGER, "size=3", "page=2").items()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "carl, reporter,                 '013'",
    "rita, reporter,                 '012'",
    "rob,  responder-facilities,     '013'",
    "rob,  responder,                '01'",
    "eve,  reporter,                 '01'",
    "sam,  service-desk,             '01'",
    "sec,  security-lead,            '0123'",
    "dana, dpo,                      '0123'",
    "ines, incident-manager,         '0123'",
    "mara, major-incident-manager,   '0123'",
    "aron, auditor,                  '0123'",
    "ada,  camunda-admin,            '0123'"
  })
  void restrictedIncidentsExistOnlyForThoseConcerned(String user, String group, String visible) {
    Reader reader = new Reader(user, Set.of(group));
    List<String> numbers = List.of(mail, printer, secret, assessedSecret);
    List<String> expected = visible.chars().mapToObj(digit -> numbers.get(digit - '0')).toList();
    assertThat(find(reader)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(incidents.findAllById(numbers).stream().filter(reader::sees).map(Incident::number))
        .as("the same rule for a single incident")
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void whoHasNoGroupsSeesWhatIsNotRestricted() {
    assertThat(find(new Reader("", Set.of()))).containsExactly(printer, mail);
  }

  private void update(String number, String what) {
    jdbc.sql("update incident set " + what + " where number = ?").param(number).update();
  }

  private void close(String number, String at) {
    update(number, "closed_at = '" + at + "'");
  }

  private void ran(String number, int version) {
    jdbc.sql("insert into incident_process (incident_number, version) values (?, ?)")
        .params(number, version)
        .update();
  }

  private List<String> find(Reader reader, String... parameters) {
    return numbers(result(reader, parameters));
  }

  private IncidentSearch.Result result(Reader reader, String... parameters) {
    Map<String, List<String>> all = new java.util.HashMap<>();
    all.put("openedFrom", List.of("2031-01-01T00:00:00Z"));
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      all.put(parameter.substring(0, equals), List.of(parameter.substring(equals + 1)));
    }
    return search.find(IncidentQuery.of(all), reader);
  }

  private static List<String> numbers(IncidentSearch.Result result) {
    return result.items().stream().map(IncidentSummary::number).toList();
  }

  /** Without a priority it stays reported; with one it is assessed for the facilities team. */
  private String store(Report report, int minute, Priority priority) {
    Instant openedAt = DAY.plusSeconds(60L * minute);
    Incident incident = new Incident(incidents.nextSerial(), report, openedAt);
    if (priority != null) {
      incident.register();
      incident.classify(
          new Classification(
              Classification.Category.PHYSICAL, null, "building-access", false, openedAt));
      Instant due = openedAt.plusSeconds(3600);
      incident.assess(
          new Assessment(1, "because", 1, "because", priority, false, openedAt),
          new ServiceLevel(due, due, due, "24x7", null, null, null),
          "responder-facilities",
          "because");
    }
    incidents.saveAndFlush(incident);
    assertThat(incident.state())
        .isEqualTo(priority == null ? IncidentState.REPORTED : IncidentState.ASSESSED);
    return incident.number();
  }

  private static Report report(String title, String service, String reporter, boolean restricted) {
    return new Report(
        title,
        title.startsWith("Printer") ? "Drucker im Büro" : "Described",
        service,
        null,
        null,
        reporter,
        Report.Source.API,
        null,
        DAY,
        false,
        PersonalData.NO,
        false,
        restricted);
  }
}
