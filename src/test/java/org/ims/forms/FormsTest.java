package org.ims.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ims.communication.updates.UpdateStatus;
import org.ims.engine.SubmittedForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of the project, held against {@link FormRules} and against the models. */
class FormsTest {

  static List<Form> forms() {
    return Form.all();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void keepsTheRules(Form form) {
    assertThat(FormRules.violations(form)).isEmpty();
  }

  @Test
  void everyHumanTaskHasItsFormInTheFolderOfItsComponent() {
    assertThat(forms())
        .extracting(Form::toString)
        .containsExactlyInAnyOrder(
            "documentation/retention/ReviewPersonalData",
            "reporting/ReportIncident",
            "triage/TriageIncident",
            "triage/AnswerQuestion",
            "triage/AssessImpact",
            "triage/ConfirmAssessment",
            "response/Investigate",
            "response/Contain",
            "response/Recover",
            "response/VerifyResolution",
            "response/ResumeIncident",
            "response/LiftLegalHold",
            "response/ChangeIncident",
            "response/DecideMajorIncident",
            "response/FormResponseTeam",
            "response/CommandIncident",
            "response/LeadSubTeam",
            "response/KeepLog",
            "response/DoAdHocTask",
            "reporting/webhooks/ConsiderResolution",
            "response/playbooks/PlaybookStep",
            "response/playbooks/PlaybookQuestion",
            "response/RemoveCountermeasure",
            "response/AcceptRisk",
            "review/WriteReview",
            "review/HoldReviewMeeting",
            "review/ApproveReview",
            "review/ImplementAction",
            "communication/updates/WriteUpdate",
            "communication/updates/ApproveUpdate",
            "documentation/CloseIncident");
  }

  @Test
  void theModelsUseEveryFormAndNoOther() throws Exception {
    Set<String> referenced = references("formRef=\"(\\w+)\"");
    assertThat(referenced)
        .isEqualTo(forms().stream().map(Form::name).collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void theStartFormsAreThoseOfTheStartEvents() throws Exception {
    Set<String> start = references("<bpmn:startEvent [^>]*formRef=\"(\\w+)\"");
    assertThat(start).isEqualTo(FormRules.START_FORMS);
  }

  /** Tasklist keeps the drafts of all start forms in one place: equal keys would mix them up. */
  @Test
  void startFormsShareNoKey() {
    Map<String, String> owners = new HashMap<>();
    for (String start : FormRules.START_FORMS) {
      for (Form.Component component : Form.named(start).components()) {
        if (component.isField() && component.list().isEmpty()) {
          assertThat(owners.put(component.key(), start)).as(component.key()).isNull();
        }
      }
    }
    assertThat(owners).containsKeys("title", "service", "noticedAt");
  }

  /** A status that is proposed and not offered would leave its task without a way out. */
  @Test
  void everyStatusOfAnUpdateIsOffered() {
    assertThat(Form.named("WriteUpdate").components())
        .filteredOn(component -> "updateStatus".equals(component.key()))
        .singleElement()
        .satisfies(
            field ->
                assertThat(field.choices())
                    .containsExactlyElementsOf(
                        Stream.of(UpdateStatus.values()).map(SubmittedForm::key).toList()));
  }

  private static Set<String> references(String pattern) throws Exception {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("processes"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".bpmn")).toList()) {
        Matcher reference = Pattern.compile(pattern).matcher(Files.readString(file));
        while (reference.find()) {
          names.add(reference.group(1));
        }
      }
    }
    return names;
  }
}
