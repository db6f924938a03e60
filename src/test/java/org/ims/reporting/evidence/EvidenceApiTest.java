package org.ims.reporting.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ims.engine.Sha256;
import org.ims.security.DemoUsers;
import org.ims.testing.Api;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.ims.testing.Records;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files come in by the API, go out by it, and leave a trace each time. */
@ImsHttpTest
class EvidenceApiTest {

  private static final int LIMIT = 25 * 1024 * 1024;
  private static final String BINARY = "application/octet-stream";
  private static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
  };

  @LocalServerPort private int port;

  @Value("${ims.data-directory}")
  private Path data;

  @Autowired private Desk desk;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private JdbcClient jdbc;

  private String evidence(String number) {
    return "/api/incidents/" + number + "/evidence";
  }

  private Api.Answer put(String login, String number, String name, byte[] content) {
    return Api.as(login, port)
        .post(evidence(number), content, BINARY, "Content-Disposition", disposition(name));
  }

  private static String disposition(String name) {
    return "attachment; filename*=UTF-8''"
        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private List<String> kinds(String number) {
    return jdbc.sql(
            "select kind from journal_entry where chain = ? and (kind like 'evidence-%' or kind"
                + " like 'hold-%') order by seq")
        .param(number)
        .query(String.class)
        .list();
  }

  private List<String> custody(String number, long id) {
    JsonNode told = Api.as("auditor", port).get(evidence(number) + "/" + id + "/custody").json();
    return Stream.iterate(0, i -> i < told.size(), i -> i + 1)
        .map(i -> told.get(i).get("event").asText() + " " + told.get(i).get("by").asText())
        .toList();
  }

  @Test
  void fileIsKeptAsItIsAndWhoTookItIsWrittenDown() {
    String number = journey.toInvestigation(Journey.Kind.MINOR);
    Api responder = Api.as("responder", port);

    Api.Answer kept =
        responder.post(
            evidence(number),
            PNG,
            BINARY,
            "Content-Disposition",
            disposition("../Übersicht 1.png"),
            "Content-Description",
            "The%20error%20in%20Caf%C3%A9");

    assertThat(kept.status()).as(kept.text()).isEqualTo(201);
    long id = kept.json().get("id").asLong();
    assertThat(kept.header("Location")).isEqualTo(evidence(number) + "/" + id);
    JsonNode listed = responder.get(evidence(number)).json().get(0);
    assertThat(listed).isEqualTo(kept.json());
    assertThat(listed.get("fileName").asText()).isEqualTo("Übersicht 1.png");
    assertThat(listed.get("description").asText()).isEqualTo("The error in Café");
    assertThat(listed.get("mediaType").asText()).isEqualTo("image/png");
    assertThat(listed.get("size").asInt()).isEqualTo(PNG.length);
    assertThat(listed.get("sha256").asText()).isEqualTo(HexFormat.of().formatHex(Sha256.of(PNG)));
    assertThat(listed.get("putBy").asText()).isEqualTo("responder");

    Api.Answer taken = Api.as("service-desk", port).get(evidence(number) + "/" + id);
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.header("Content-Disposition")).startsWith("attachment;");
    assertThat(taken.header("Content-Type")).isEqualTo(BINARY);
    assertThat(taken.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(taken.header("Content-Security-Policy"))
        .isEqualTo("default-src 'none'; sandbox; frame-ancestors 'none'");

    assertThat(custody(number, id)).containsExactly("put responder", "taken service-desk");
    Api reporter = Api.as("reporter", port);
    assertThat(reporter.get(evidence(number)).json()).hasSize(1);
    assertThat(reporter.get(evidence(number) + "/" + id + "/custody").status()).isEqualTo(404);
    assertThat(kinds(number)).containsExactly("evidence-added", "evidence-taken");
    String added =
        jdbc.sql("select body from journal_entry where chain = ? and kind = 'evidence-added'")
            .param(number)
            .query(String.class)
            .single();
    assertThat(added)
        .contains(HexFormat.of().formatHex(Sha256.of(PNG)), "image/png", "\"size\":16")
        .doesNotContain("bersicht", "Caf");
  }

  @Test
  void typeIsThatOfTheContentWhateverTheNameSays() {
    String number = journey.toTriage(Journey.Kind.MINOR);

    Api.Answer kept =
        put(
            "service-desk",
            number,
            "photo.png",
            "<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(kept.json().get("mediaType").asText()).isEqualTo("text/html");
  }

  @Test
  void fileOfTheLargestSizeIsKeptInChunksAndComesBack() throws IOException {
    String number = journey.toTriage(Journey.Kind.MINOR);
    byte[] content = new byte[LIMIT];
    new Random(7).nextBytes(content);

    Api.Answer kept = put("service-desk", number, "dump.bin", content);

    assertThat(kept.status()).as(kept.text()).isEqualTo(201);
    assertThat(kept.json().get("sha256").asText())
        .isEqualTo(HexFormat.of().formatHex(Sha256.of(content)));
    assertThat(
            jdbc.sql(
                    "select count(*) || ' of ' || max(length(content)) from evidence_chunk where"
                        + " evidence = ?")
                .param(kept.json().get("id").asLong())
                .query(String.class)
                .single())
        .isEqualTo("100 of 262144");
    assertNothingWaits();
  }

  @Test
  void announcedFileThatIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
    String number = journey.toTriage(Journey.Kind.MINOR);

    String answer = send(number, "Content-Length: " + (LIMIT + 1), out -> {});

    assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json");
    assertNothingOf(number);
  }

  @Test
  void fileThatTurnsOutTooLargeIsRefusedAndNothingIsLeftBehind() throws IOException {
    String number = journey.toTriage(Journey.Kind.MINOR);
    byte[] megabyte = new byte[1024 * 1024];

    String answer =
        send(
            number,
            "Transfer-Encoding: chunked",
            out -> {
              for (int i = 0; i < 25; i++) {
                chunk(out, megabyte);
              }
              chunk(out, new byte[1]);
              out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            });

    assertThat(answer).startsWith("HTTP/1.1 413").contains("26214400");
    assertNothingOf(number);
  }

  @Test
  void fileWhoseConnectionIsCutLeavesNothingBehind() throws IOException {
    String number = journey.toTriage(Journey.Kind.MINOR);

    String answer = send(number, "Content-Length: 100000", out -> out.write(new byte[50_000]));

    assertThat(answer).startsWith("HTTP/1.1 400");
    assertNothingOf(number);
  }

  @Test
  void whoMayNotSeeTheIncidentOrOnlyChecksAddsNothing() {
    String restricted =
        desk.reportedAndRegistered(
            "reporter",
            Desk.with(desk.report(), "suspectedSecurity", "yes", "personalDataInvolved", "yes"));
    jdbc.sql("update incident set restricted = true where number = ?").param(restricted).update();

    assertThat(put("service-desk", restricted, "a.txt", PNG).status()).isEqualTo(404);
    assertThat(put("auditor", restricted, "a.txt", PNG).status()).isEqualTo(403);
    assertThat(put("reporter", restricted, "a.txt", PNG).status()).isEqualTo(201);
    assertThat(put("security-lead", restricted, "a.txt", PNG).status()).isEqualTo(201);
    String open = journey.toTriage(Journey.Kind.MINOR);
    jdbc.sql("update incident set reporter = 'exec' where number = ?").param(open).update();
    assertThat(put("reporter", open, "a.txt", PNG).status()).isEqualTo(404);
    assertThat(records.count("evidence", open)).isZero();
  }

  @Test
  void closedIncidentTakesFilesOfManagersOnly() {
    String number = journey.toClosed();

    assertThat(put("responder", number, "late.png", PNG).status()).isEqualTo(409);
    assertThat(put("incident-manager", number, "late.png", PNG).status()).isEqualTo(201);
  }

  @Test
  void namelessFileAndOtherContentAreRefused() {
    String number = journey.toTriage(Journey.Kind.MINOR);
    Api desk = Api.as("service-desk", port);

    assertThat(desk.post(evidence(number), PNG, BINARY).status()).isEqualTo(400);
    assertThat(
            desk.post(evidence(number), PNG, BINARY, "Content-Disposition", "attachment")
                .json()
                .at("/errors/0/field")
                .asText())
        .isEqualTo("name");
    assertThat(
            desk.post(
                    evidence(number),
                    PNG,
                    "multipart/form-data; boundary=x",
                    "Content-Disposition",
                    disposition("a.png"))
                .status())
        .isEqualTo(415);
    assertThat(records.count("evidence", number)).isZero();
  }

  @Test
  void nothingIsRemovedUnderLegalHoldAndWhatIsRemovedLeavesItsHash() {
    String number = journey.toInvestigation(Journey.Kind.MINOR);
    Api manager = Api.as("incident-manager", port);
    String hold = "/api/incidents/" + number + "/legal-hold";
    long id = put("responder", number, "salaries.png", PNG).json().get("id").asLong();
    String file = evidence(number) + "/" + id;
    String why = "{\"reason\": \"Claim of a customer\"}";

    assertThat(Api.as("responder", port).put(hold, why).status()).isEqualTo(403);
    assertThat(Api.as("reporter", port).get(hold).status()).isEqualTo(404);
    assertThat(Api.as("legal", port).put(hold, "{}").status()).isEqualTo(400);
    assertThat(Api.as("legal", port).put(hold, why).status()).isEqualTo(200);
    assertThat(Api.as("dpo", port).put(hold, why).status()).isEqualTo(409);
    assertThat(manager.delete(file, why).status()).isEqualTo(409);
    assertThat(manager.get(file).status()).isEqualTo(200);
    assertThat(Api.as("legal", port).delete(hold, "{\"reason\": \"Settled\"}").status())
        .isEqualTo(200);
    assertThat(Api.as("legal", port).delete(hold, "{\"reason\": \"Again\"}").status())
        .isEqualTo(409);

    assertThat(Api.as("responder", port).delete(file, why).status()).isEqualTo(403);
    assertThat(manager.delete(file, "{\"reason\": \" \"}").status()).isEqualTo(400);
    assertThat(manager.delete(file, "{\"reason\": \"Not needed\"}").status()).isEqualTo(204);

    assertThat(manager.get(file).status()).isEqualTo(410);
    assertThat(manager.delete(file, "{\"reason\": \"Twice\"}").status()).isEqualTo(410);
    JsonNode left = manager.get(evidence(number)).json().get(0);
    assertThat(left.get("sha256").asText()).isEqualTo(HexFormat.of().formatHex(Sha256.of(PNG)));
    assertThat(left.get("removedBy").asText()).isEqualTo("incident-manager");
    assertThat(left.get("removedBecause").asText()).isEqualTo("Not needed");
    assertThat(
            jdbc.sql("select count(*) from evidence_chunk where evidence = ?")
                .param(id)
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(custody(number, id))
        .containsExactly(
            "put responder",
            "hold-set legal",
            "taken incident-manager",
            "hold-released legal",
            "removed incident-manager");
    assertThat(kinds(number))
        .containsExactly(
            "evidence-added", "hold-set", "evidence-taken", "hold-released", "evidence-removed");
  }

  /** What a sender does after the header of its request. */
  private interface Sender {
    void send(OutputStream out) throws IOException;
  }

  private static void chunk(OutputStream out, byte[] content) throws IOException {
    out.write((Integer.toHexString(content.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(content);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends byte by byte what no client would, ends, and reads the answer. */
  private String send(String number, String length, Sender sender) throws IOException {
    String login =
        Base64.getEncoder()
            .encodeToString(
                ("service-desk:" + DemoUsers.PASSWORD).getBytes(StandardCharsets.UTF_8));
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          String.join(
                  "\r\n",
                  "POST " + evidence(number) + " HTTP/1.1",
                  "Host: localhost",
                  "Connection: close",
                  "Authorization: Basic " + login,
                  "Content-Type: " + BINARY,
                  "Content-Disposition: " + disposition("large.bin"),
                  length,
                  "",
                  "")
              .getBytes(StandardCharsets.US_ASCII));
      sender.send(out);
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void assertNothingOf(String number) throws IOException {
    assertThat(records.count("evidence", number)).isZero();
    assertThat(kinds(number)).isEmpty();
    assertNothingWaits();
  }

  private void assertNothingWaits() throws IOException {
    if (!Files.exists(data.resolve("uploads"))) {
      return;
    }
    try (Stream<Path> parts = Files.list(data.resolve("uploads"))) {
      assertThat(parts).isEmpty();
    }
  }
}
