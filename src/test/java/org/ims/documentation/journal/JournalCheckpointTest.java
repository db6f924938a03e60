package org.ims.documentation.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.ims.documentation.journal.verification.Checkpoint;
import org.ims.documentation.journal.verification.Verification;
import org.ims.engine.EngineClock;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.PassesEveryNode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.server.ResponseStatusException;

/** Whatever is recorded is signed within minutes, and the signature leaves the database. */
@ImsTest
@PassesEveryNode(JournalCheckpointProcess.KEY)
class JournalCheckpointTest {

  @Autowired private ManagementService management;
  @Autowired private RuntimeService runtime;
  @Autowired private HistoryService history;
  @Autowired private EngineClock clock;
  @Autowired private Desk desk;
  @Autowired private Checkpoints checkpoints;
  @Autowired private CheckpointFile file;
  @Autowired private SigningKeys keys;
  @Autowired private JournalKeeping keeping;
  @Autowired private JournalVerification verification;
  @Autowired private JdbcTemplate jdbc;

  private Job timer() {
    return management
        .createJobQuery()
        .processDefinitionKey(JournalCheckpointProcess.KEY)
        .activityId("StartEvent_CheckpointDue")
        .singleResult();
  }

  private String fire() {
    List<String> before = instances();
    management.executeJob(timer().getId());
    List<String> after = instances();
    after.removeAll(before);
    assertThat(after).hasSize(1);
    return after.get(0);
  }

  private List<String> instances() {
    return history
        .createHistoricProcessInstanceQuery()
        .processDefinitionKey(JournalCheckpointProcess.KEY)
        .list()
        .stream()
        .map(HistoricProcessInstance::getId)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private void publish(String instance) {
    management.executeJob(
        management
            .createJobQuery()
            .processInstanceId(instance)
            .activityId("ServiceTask_PublishCheckpoint")
            .singleResult()
            .getId());
  }

  @Test
  void whatWasRecordedIsSignedAndTheSignatureKeptOutside() {
    Instant due = timer().getDuedate().toInstant();
    clock.stopAt(due);
    String number = desk.reportedAndRegistered("reporter", desk.report());

    String instance = fire();
    publish(instance);

    assertThat(runtime.createProcessInstanceQuery().processInstanceId(instance).count()).isZero();
    Checkpoints.Stored last = checkpoints.last().orElseThrow();
    assertThat(Checkpoint.read(last.body()).at()).isEqualTo(due);
    assertThat(file.bodies()).containsEntry(last.n(), last.body());
    assertThat(timer().getDuedate().toInstant()).isEqualTo(due.plus(Duration.ofMinutes(5)));
    Verification whole = verification.whole();
    assertThat(whole.findings()).isEmpty();
    assertThat(whole.unsealed()).isZero();
    assertThat(whole.trusted().n()).isEqualTo(last.n());
    assertThat(verification.of(number).findings()).isEmpty();
    assertThat(verification.of(number).checkpoints()).isEqualTo(1);
  }

  @Test
  void withoutAnythingNewNothingIsSigned() {
    desk.reportedAndRegistered("reporter", desk.report());
    publish(fire());
    long before = checkpoints.last().orElseThrow().n();

    String instance = fire();

    assertThat(
            history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance)
                .activityId("EndEvent_NothingNew")
                .count())
        .isEqualTo(1);
    assertThat(checkpoints.last().orElseThrow().n()).isEqualTo(before);
  }

  @Test
  void aFileThatWasAwayGetsWhatItMissedOnce() {
    desk.reportedAndRegistered("reporter", desk.report());
    String missed = fire();
    desk.reportedAndRegistered("reporter", desk.report());
    publish(fire());
    int lines = file.bodies().size();

    publish(missed);

    assertThat(file.bodies()).hasSize(lines);
    assertThat(new TreeMap<>(file.bodies()).lastKey()).isEqualTo((long) lines);
  }

  @Test
  void aRenewedKeyIsNamedByTheLastCheckpointOfTheOneBefore() {
    desk.reportedAndRegistered("reporter", desk.report());
    publish(fire());
    String former = keys.present().fingerprint();
    keeping.renewKey();
    desk.reportedAndRegistered("reporter", desk.report());

    publish(fire());

    Checkpoint last = Checkpoint.read(checkpoints.last().orElseThrow().body());
    assertThat(last.key()).isEqualTo(keys.present().fingerprint()).isNotEqualTo(former);
    Checkpoint handOver = Checkpoint.read(checkpoints.after(last.n() - 2).get(0).body());
    assertThat(handOver.key()).isEqualTo(former);
    assertThat(handOver.nextKey()).isEqualTo(last.key());
    assertThat(verification.whole().findings()).isEmpty();
  }

  @Test
  void aKeyIsNotRenewedTwiceBeforeACheckpointNamesIt() {
    desk.reportedAndRegistered("reporter", desk.report());
    publish(fire());
    keeping.renewKey();

    assertThatThrownBy(keeping::renewKey)
        .isInstanceOf(ResponseStatusException.class)
        .hasMessageContaining("The next checkpoint");

    publish(fire());
    assertThat(verification.whole().findings()).isEmpty();
  }

  @Test
  void aKeyThatNobodyNamedIsFound() {
    desk.reportedAndRegistered("reporter", desk.report());
    publish(fire());

    Verification whole = JournalVerification.verify(jdbc, Set.of("another"), file.bodies());

    assertThat(whole.intact()).isFalse();
    assertThat(whole.findings().get(0).what()).contains("a key that is not trusted");
  }
}
