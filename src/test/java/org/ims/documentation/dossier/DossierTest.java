package org.ims.documentation.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.engine.IdentityService;
import org.ims.documentation.journal.verification.CanonicalJson;
import org.ims.documentation.journal.verification.VerifyCommand;
import org.ims.engine.Sha256;
import org.ims.reporting.evidence.EvidenceFiles;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.ims.testing.Journey.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A dossier tells the whole life of an incident, and proves itself. */
@ImsTest
class DossierTest {

  private static final Path SEEN = Path.of("target/dossier");

  @Autowired private Desk desk;
  @Autowired private Journey journey;
  @Autowired private Dossiers dossiers;
  @Autowired private DossierDocument document;
  @Autowired private DossierFile file;
  @Autowired private EvidenceFiles evidence;
  @Autowired private TransactionTemplate transaction;
  @Autowired private IdentityService identity;
  @Autowired private JdbcClient jdbc;

  @BeforeEach
  void askAsAuditor() throws IOException {
    Files.createDirectories(SEEN);
    identity.setAuthentication("auditor", List.of("auditor"));
  }

  @AfterEach
  void leave() {
    identity.clearAuthentication();
  }

  /** A severe incident through its whole life: evidence, review, actions. */
  private String wholeLife() throws IOException {
    identity.clearAuthentication();
    String number =
        journey.toTriage(
            with(
                journey.report(Kind.SEVERE),
                "description",
                "Nobody can send mail since <8 & noon>; \"quoted\" Grüße"));
    put(number, "mail <server> & log.txt", "Disk full on mail-1\n");
    journey.triage(number, journey.triage(Kind.SEVERE));
    journey.assess(number, journey.assessment(Kind.SEVERE));
    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());
    journey.verify("reporter", number, fields("verified", "yes"));
    journey.writeReview(number);
    journey.meet(
        number, journey.meeting(List.of(Journey.action("Watch the disks", "responder", "high"))));
    journey.approve("exec", number);
    journey.sendNotices(number);
    identity.setAuthentication("auditor", List.of("auditor"));
    return number;
  }

  private void put(String number, String name, String text) {
    transaction.executeWithoutResult(
        status -> {
          try {
            evidence.put(
                number,
                name,
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                "service-desk",
                null);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private byte[] zip(String number, String seenAs) throws IOException {
    Dossier dossier = dossiers.make(number, true);
    byte[] pdf = document.of(dossier);
    Files.write(SEEN.resolve(seenAs + ".pdf"), pdf);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.write(dossier, pdf, out);
    Files.write(SEEN.resolve(seenAs + ".zip"), out.toByteArray());
    return out.toByteArray();
  }

  private static Map<String, byte[]> unpacked(byte[] zip) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  private static JsonNode json(Map<String, byte[]> files, String name) {
    return CanonicalJson.read(new String(files.get(name), StandardCharsets.UTF_8));
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static int verify(String seenAs) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        VerifyCommand.run(
                new String[] {"--verify=" + SEEN.resolve(seenAs + ".zip")},
                new PrintStream(out, true, StandardCharsets.UTF_8))
            .orElseThrow();
    if (code != VerifyCommand.INTACT) {
      throw new AssertionError(out.toString(StandardCharsets.UTF_8));
    }
    return code;
  }

  @Test
  void itTellsTheWholeLifeAndProvesItself() throws IOException {
    String number = wholeLife();

    Map<String, byte[]> files = unpacked(zip(number, "whole"));

    verify("whole");
    assertThat(files.keySet().stream().limit(5))
        .containsExactly(
            "dossier.pdf",
            "dossier.json",
            "journal/entries.jsonl",
            "journal/proof.json",
            "journal/key.json");
    assertThat(files)
        .containsKeys(
            "models/IncidentLifecycle-v1.bpmn",
            "models/PriorityDecision-v1.dmn",
            "forms/TriageIncident-v1.form",
            "forms/WriteReview-v1.form");
    String name =
        files.keySet().stream()
            .filter(each -> each.startsWith("evidence/"))
            .findFirst()
            .orElseThrow();
    assertThat(name).endsWith("-mail _server_ & log.txt");
    assertThat(new String(files.get(name), StandardCharsets.UTF_8))
        .isEqualTo("Disk full on mail-1\n");

    JsonNode data = json(files, "dossier.json");
    assertThat(data.at("/sections/evidence/0/sha256").asText())
        .isEqualTo(HexFormat.of().formatHex(Sha256.of(files.get(name))));
    assertThat(data.at("/sections/correctiveActions/0/what").asText()).isEqualTo("Watch the disks");
    assertThat(data.at("/sections/reviews/0/summary").asText()).isEqualTo("Mail stood still");
    assertThat(data.path("decisions"))
        .anySatisfy(
            decision -> {
              assertThat(decision.path("table").asText()).isEqualTo("PriorityDecision");
              assertThat(decision.at("/rules/0/because").asText()).isNotEmpty();
            });
    assertThat(data.path("events"))
        .anySatisfy(
            event -> {
              assertThat(event.path("kind").asText()).isEqualTo("export-made");
              assertThat(event.path("actor").asText()).isEqualTo("auditor");
            })
        .anySatisfy(event -> assertThat(event.path("kind").asText()).isEqualTo("evidence-taken"));

    String text = text(files.get("dossier.pdf"));
    assertThat(text)
        .contains(
            number,
            "Nobody can send mail since <8 & noon>; \"quoted\" Grüße",
            "Watch the disks",
            "INTACT when this was made",
            data.at("/journal/checkpoint/key").asText().substring(0, 40));
  }

  /** The very bytes that were recorded when they came into force. */
  @Test
  void theModelsAreThoseThatTheJournalRecorded() throws IOException {
    Map<String, byte[]> files = unpacked(zip(wholeLife(), "models"));

    List<String> recorded =
        jdbc
            .sql("select body from journal_entry where kind = 'model-deployed'")
            .query(String.class)
            .list()
            .stream()
            .flatMap(
                body -> {
                  List<String> hashes = new ArrayList<>();
                  CanonicalJson.read(body)
                      .at("/facts/models")
                      .forEach(model -> hashes.add(model.path("sha256").asText()));
                  return hashes.stream();
                })
            .toList();
    List<String> models =
        files.keySet().stream()
            .filter(name -> name.startsWith("models/") || name.startsWith("forms/"))
            .toList();
    assertThat(models).hasSizeGreaterThan(15);
    assertThat(models)
        .allSatisfy(
            name ->
                assertThat(recorded)
                    .contains(HexFormat.of().formatHex(Sha256.of(files.get(name)))));
    assertThat(json(files, "dossier.json").path("models"))
        .hasSameSizeAs(models)
        .allSatisfy(model -> assertThat(model.path("recorded").asBoolean()).isTrue());
  }

  @Test
  void ofARejectedReportItTellsWhy() throws IOException {
    identity.clearAuthentication();
    String number =
        journey.toTriage(
            with(
                journey.report(Kind.MINOR),
                "title",
                "A very long title ".repeat(6).strip(),
                "description",
                "x".repeat(400)));
    journey.triage(
        number, fields("kind", "false-alarm", "reason", "The line was <only> busy & free again"));
    identity.setAuthentication("auditor", List.of("auditor"));

    Map<String, byte[]> files = unpacked(zip(number, "rejected"));

    verify("rejected");
    assertThat(json(files, "dossier.json").at("/head/state").asText()).isEqualTo("REJECTED");
    assertThat(text(files.get("dossier.pdf"))).contains("The line was <only> busy & free again");
  }

  @Test
  void whatWasErasedIsNotInItAndTheChainIsVerifiable() throws IOException {
    String number = wholeLife();
    jdbc.sql("select journal_erase_key(?, 'dpo')").param(number).query(row -> {});

    Map<String, byte[]> files = unpacked(zip(number, "erased"));

    verify("erased");
    assertThat(files).doesNotContainKey("journal/key.json");
    assertThat(json(files, "dossier.json").at("/journal/erased").asBoolean()).isTrue();
    assertThat(text(files.get("dossier.pdf"))).contains("(erased)");
  }

  @Test
  void aRestrictedOneSaysSoOnEachPage() throws IOException {
    identity.clearAuthentication();
    String number = journey.toTriage(with(journey.report(Kind.MINOR), "suspectedSecurity", "yes"));
    jdbc.sql("update incident set restricted = true where number = ?").param(number).update();
    identity.setAuthentication("auditor", List.of("auditor"));

    byte[] pdf = document.of(dossiers.make(number, false));

    Files.write(SEEN.resolve("restricted.pdf"), pdf);
    try (PDDocument read = Loader.loadPDF(pdf)) {
      for (int page = 1; page <= read.getNumberOfPages(); page++) {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        assertThat(stripper.getText(read)).as("page %d", page).contains("RESTRICTED");
      }
    }
  }

  @Test
  void makingOneIsOnRecordAndSoIsEachCopyOfAFile() throws IOException {
    identity.clearAuthentication();
    String number = journey.toTriage(Kind.MINOR);
    put(number, "a.txt", "a");
    identity.setAuthentication("auditor", List.of("auditor"));

    document.of(dossiers.make(number, false));
    assertThat(taken(number)).isZero();
    zip(number, "recorded");

    assertThat(taken(number)).isEqualTo(1);
    assertThat(
            jdbc.sql("select count(*) from journal_entry where chain = ? and kind = 'export-made'")
                .param(number)
                .query(Integer.class)
                .single())
        .isEqualTo(2);
  }

  private int taken(String number) {
    return jdbc.sql(
            "select count(*) from evidence_custody c join evidence e on e.id = c.evidence"
                + " where e.incident_number = ? and c.event = 'TAKEN' and c.person = 'auditor'")
        .param(number)
        .query(Integer.class)
        .single();
  }
}
