package org.ims.documentation.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.ims.testing.ImsTest;
import org.ims.testing.PassesEveryNode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The steps of a night; what they bring about is in {@link PersonalDataReviewTest}. */
@ImsTest
@TestPropertySource(
    properties = {
      "ims.retention.plan-batch=2",
      "ims.retention.reviews-per-night=2",
      "ims.retention.expiries-per-night=2"
    })
@PassesEveryNode(RetentionReviewProcess.KEY)
class RetentionReviewTest {

  @Autowired private EndedIncidents ended;
  @Autowired private RetentionPlanning planning;
  @Autowired private ManagementService management;
  @Autowired private RuntimeService runtime;
  @Autowired private HistoryService history;

  @Test
  void setsTheDatesBatchByBatchAndThenBeginsWhatIsDue() {
    String last = "";
    while (last != null) {
      last = planning.planNext(last);
    }
    String first = ended.closed();
    String second = ended.closed();

    List<String> before = instances();
    management.executeJob(
        management
            .createJobQuery()
            .processDefinitionKey(RetentionReviewProcess.KEY)
            .activityId("StartEvent_NightBegun")
            .singleResult()
            .getId());
    String night =
        instances().stream().filter(id -> !before.contains(id)).findFirst().orElseThrow();
    while (runtime.createProcessInstanceQuery().processInstanceId(night).count() > 0) {
      management.executeJob(
          management.createJobQuery().processInstanceId(night).singleResult().getId());
    }

    assertThat(path(night))
        .containsExactly(
            "StartEvent_NightBegun",
            "ServiceTask_PlanRetention",
            "Gateway_MoreToPlan",
            "ServiceTask_PlanRetention",
            "Gateway_MoreToPlan",
            "ServiceTask_OpenDueReviews",
            "EndEvent_DueBegun");
    assertThat(ended.row(first).get("keep_until")).isNotNull();
    assertThat(ended.row(second).get("review_due")).isNotNull();
  }

  private List<String> instances() {
    return history
        .createHistoricProcessInstanceQuery()
        .processDefinitionKey(RetentionReviewProcess.KEY)
        .list()
        .stream()
        .map(HistoricProcessInstance::getId)
        .toList();
  }

  private List<String> path(String instance) {
    return history
        .createHistoricActivityInstanceQuery()
        .processInstanceId(instance)
        .orderPartiallyByOccurrence()
        .asc()
        .list()
        .stream()
        .map(HistoricActivityInstance::getActivityId)
        .toList();
  }
}
