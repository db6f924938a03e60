package org.ims.reporting.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.IdentityService;
import org.ims.engine.Caller;
import org.ims.engine.VisibleIncidents;
import org.ims.incident.IllegalTransitionException;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Journal;
import org.ims.incident.LegalHolds;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.ims.testing.Records;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** What happens to a file while something else happens to its incident. */
@ImsTest
class EvidenceDeskTest {

  private static final List<String> RESPONDERS = List.of("responder");

  @TempDir Path data;
  @Autowired private EvidenceFiles files;
  @Autowired private VisibleIncidents visible;
  @Autowired private Incidents incidents;
  @Autowired private LegalHolds holds;
  @Autowired private Journal journal;
  @Autowired private Caller caller;
  @Autowired private TransactionTemplate transaction;
  @Autowired private IdentityService identity;
  @Autowired private Clock clock;
  @Autowired private Desk people;
  @Autowired private Journey journey;
  @Autowired private Records records;

  /** An incident that the responder who is signed in works on. */
  private String incident() {
    String number = journey.toTriage(Journey.Kind.MINOR);
    identity.setAuthentication("responder", RESPONDERS);
    return number;
  }

  @AfterEach
  void signOut() {
    identity.clearAuthentication();
  }

  private EvidenceDesk desk(long quota, int maxFiles) {
    return new EvidenceDesk(
        files,
        new EvidenceSettings(DataSize.ofBytes(quota), DataSize.ofBytes(quota), maxFiles),
        visible,
        incidents,
        holds,
        journal,
        caller,
        transaction,
        data,
        clock);
  }

  @Test
  void fileOfAnIncidentThatIsClosedMeanwhileIsNotKept() throws IOException {
    String number = incident();
    InputStream slow =
        new InputStream() {
          private boolean begun;

          @Override
          public int read() {
            if (begun) {
              return -1;
            }
            begun = true;
            people.change("service-desk", number, "withdraw", "changeNote", "Nothing was wrong");
            identity.setAuthentication("responder", RESPONDERS);
            return 'x';
          }
        };

    assertThatThrownBy(() -> desk(1_000, 10).add(number, "late.txt", null, slow, 1))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageContaining("CANCELLED");

    assertThat(records.count("evidence", number)).isZero();
    try (var left = Files.list(data.resolve("uploads"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void ofManyFilesAtOnceNoMoreAreKeptThanFit() throws Exception {
    String number = incident();
    EvidenceDesk desk = desk(1_000_000, 3);
    CountDownLatch together = new CountDownLatch(8);
    ExecutorService senders = Executors.newFixedThreadPool(8);
    List<Future<Boolean>> kept = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        byte[] content = {(byte) i};
        kept.add(
            senders.submit(
                () -> {
                  identity.setAuthentication("responder", RESPONDERS);
                  together.countDown();
                  together.await();
                  try {
                    desk.add(number, "a.bin", null, new ByteArrayInputStream(content), 1);
                    return true;
                  } catch (InvalidInputException full) {
                    return false;
                  } finally {
                    identity.clearAuthentication();
                  }
                }));
      }
      int successes = 0;
      for (Future<Boolean> one : kept) {
        successes += one.get() ? 1 : 0;
      }
      assertThat(successes).isEqualTo(3);
    } finally {
      senders.shutdownNow();
    }
    assertThat(records.count("evidence", number)).isEqualTo(3);
  }

  @Test
  void quotaCountsWhatIsThereAndComesBackWithWhatIsRemoved() throws IOException {
    String number = incident();
    EvidenceDesk desk = desk(10, 10);
    Evidence first = desk.add(number, "a", null, new ByteArrayInputStream(new byte[8]), 8);

    assertThat(
            Records.namedBy(
                () -> desk.add(number, "b", null, new ByteArrayInputStream(new byte[3]), -1)))
        .containsExactly("file: quota");
    assertThat(records.count("evidence", number)).isEqualTo(1);

    identity.setAuthentication("incident-manager", List.of("incident-manager"));
    transaction.executeWithoutResult(status -> desk.remove(number, first.id(), "Wrong file"));
    desk.add(number, "b", null, new ByteArrayInputStream(new byte[3]), -1);
    assertThat(files.of(number)).extracting(Evidence::isRemoved).containsExactly(true, false);
  }

  @Test
  void nothingOfAFileIsReadInPiecesLargerThanABuffer() throws IOException {
    String number = incident();
    List<Integer> asked = new ArrayList<>();
    InputStream large =
        new InputStream() {
          private int left = 4_000_000;

          @Override
          public int read() {
            return left-- > 0 ? 0 : -1;
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            asked.add(length);
            int given = Math.min(left, length);
            left -= given;
            return given == 0 ? -1 : given;
          }
        };

    desk(5_000_000, 10).add(number, "zeros", null, large, 4_000_000);

    assertThat(asked).allMatch(length -> length <= 64 * 1024);
    assertThat(files.of(number).get(0).size()).isEqualTo(4_000_000);
  }
}
