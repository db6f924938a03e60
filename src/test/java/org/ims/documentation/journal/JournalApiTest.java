package org.ims.documentation.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ims.documentation.journal.verification.VerifyCommand;
import org.ims.testing.Api;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Auditors read the journal, take it away and have it verified; nobody else does. */
@ImsHttpTest
class JournalApiTest {

  @LocalServerPort private int port;
  @Autowired private Desk desk;
  @Autowired private Checkpoints checkpoints;
  @Autowired private CheckpointPublication publication;
  @TempDir private Path directory;

  private String recorded() {
    String number = desk.reportedAndRegistered("reporter", desk.report());
    checkpoints.make();
    publication.publish();
    return number;
  }

  @Test
  void anAuditorReadsWhatWasRecordedAboutAnIncident() {
    String number = recorded();

    JsonNode entries = Api.as("auditor", port).get("/api/incidents/" + number + "/journal").json();

    List<String> kinds = new ArrayList<>();
    entries.forEach(entry -> kinds.add(entry.path("kind").asText()));
    assertThat(kinds).contains("incident-reported", "decision-made", "task-created");
    JsonNode first = entries.get(0);
    assertThat(first.path("seq").asLong()).isEqualTo(1);
    assertThat(first.path("actor").asText()).isEqualTo("reporter");
    assertThat(first.at("/personal/actor").asText()).isEqualTo("reporter");
    JsonNode rest =
        Api.as("auditor", port).get("/api/incidents/" + number + "/journal?after=2&limit=1").json();
    assertThat(rest).hasSize(1);
    assertThat(rest.get(0).path("seq").asLong()).isEqualTo(3);
  }

  @Test
  void verificationTellsTheCheckpointThatItTrusts() {
    String number = recorded();

    JsonNode whole = Api.as("auditor", port).get("/api/journal/verification").json();
    JsonNode one =
        Api.as("auditor", port).get("/api/journal/verification?incident=" + number).json();

    assertThat(whole.path("findings")).isEmpty();
    assertThat(whole.path("intact").asBoolean()).isTrue();
    assertThat(whole.at("/trusted/digest").asText()).hasSize(64);
    assertThat(one.path("intact").asBoolean()).isTrue();
    assertThat(one.path("chains").asInt()).isEqualTo(1);
    assertThat(one.path("entries").asInt()).isGreaterThan(5);
  }

  @Test
  void anExportIsVerifiedByTheSameJarWithoutAServer() throws IOException {
    recorded();

    String export = Api.as("auditor", port).get("/api/journal/export").text();

    Path file = Files.writeString(directory.resolve("journal.jsonl"), export);
    assertThat(verify(file)).endsWith("INTACT");
    Path altered =
        Files.writeString(
            directory.resolve("altered.jsonl"),
            export.replaceFirst("service-desk", "service-disk"));
    assertThat(verify(altered)).contains("entry").endsWith("ALTERED");
    JsonNode newest = Api.as("auditor", port).get("/api/journal/entries?limit=50").json();
    assertThat(newest.findValuesAsText("kind")).contains("export-made");
  }

  private static String verify(Path file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VerifyCommand.run(
        new String[] {"--verify=" + file}, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/journal/verification",
        "/api/journal/export",
        "/api/journal/entries",
      })
  void othersAreRefused(String path) {
    for (String login : List.of("service-desk", "responder", "incident-manager", "process-owner")) {
      assertThat(Api.as(login, port).get(path).status()).as(login).isEqualTo(403);
    }
  }

  @Test
  void theKeyIsRenewedByAdministratorsOnly() {
    assertThat(Api.as("auditor", port).post("/api/journal/signing-key/rotation", "").status())
        .isEqualTo(403);
  }
}
