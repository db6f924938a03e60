package org.ims.reporting.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.ims.engine.Sha256;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@ImsTest
class EvidenceFilesTest {

  private static final byte[] PROGRAM = {'M', 'Z', (byte) 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, -1, -1};

  @Autowired private EvidenceFiles files;
  @Autowired private TransactionTemplate transaction;
  @Autowired private Desk desk;

  @Test
  void fileOfManyChunksComesBackAsItWas() throws IOException {
    byte[] content = new byte[3 * 256 * 1024 + 17];
    new Random(5).nextBytes(content);
    Evidence kept = put("noise.bin", content);
    assertThat(kept.size()).isEqualTo(content.length);
    assertThat(kept.sha256()).isEqualTo(Sha256.of(content));
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    files.write(kept, read);
    assertThat(read.toByteArray()).isEqualTo(content);
  }

  @Test
  void emptyFileIsAFileToo() throws IOException {
    Evidence kept = put("empty.txt", new byte[0]);
    assertThat(kept.size()).isZero();
    assertThat(kept.sha256()).isEqualTo(Sha256.of(""));
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    files.write(kept, read);
    assertThat(read.size()).isZero();
  }

  @Test
  void typeIsThatOfTheContent() {
    assertThat(put("invoice.pdf", PROGRAM).mediaType()).contains("msdownload");
    assertThat(put("photo.png", "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII)).mediaType())
        .isEqualTo("application/pdf");
    assertThat(put("photo.png", new byte[] {1, 2, 3, (byte) 200}).mediaType())
        .isEqualTo("application/octet-stream");
    assertThat(put("rows.csv", "a,b\n1,2\n".getBytes(StandardCharsets.US_ASCII)).mediaType())
        .isEqualTo("text/csv");
  }

  @Test
  void nothingIsKeptOutsideATransaction() {
    assertThatThrownBy(
            () ->
                files.put(
                    "INC-2026-000001",
                    "a",
                    new ByteArrayInputStream(new byte[1]),
                    "reporter",
                    null))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "a.txt, a.txt",
    "../../etc/passwd, passwd",
    "C:\\temp\\x.exe, x.exe",
    ".htaccess, _htaccess",
    "'a\r\nX: y', 'a__X_ y'",
    "'photo\u202Egnp.exe', photo_gnp.exe",
    "'a\u200Bb', a_b",
    "'', file",
    "'/', file",
    "übel.png, übel.png",
  })
  void namesAreMadeSafe(String given, String safe) {
    assertThat(EvidenceFiles.safeName(given)).isEqualTo(safe);
  }

  @Test
  void longNamesKeepTheirExtension() {
    assertThat(EvidenceFiles.safeName("x".repeat(400) + ".tar")).hasSize(255).endsWith("x.tar");
  }

  private Evidence put(String name, byte[] content) {
    String number = desk.report("reporter", desk.report());
    transaction.executeWithoutResult(
        status -> {
          try {
            files.put(number, name, new ByteArrayInputStream(content), "reporter", null);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    List<Evidence> kept = files.of(number);
    assertThat(kept).hasSize(1);
    return kept.get(0);
  }
}
