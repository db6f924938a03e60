package org.ims.triage;

import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.CATEGORY;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.DATA_CLASS;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.DATA_EXPOSURE;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.ESTIMATED_LOSS_EUR;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.MINUTES_TO_BUSINESS_IMPACT;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.SERVICE;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.SERVICE_STATE;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.SPREADING;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.USERS_AFFECTED;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.USERS_AFFECTED_PCT;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.VIP;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.WORKAROUND;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.catalogue.Service;
import org.ims.catalogue.Services;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.ims.incident.Classification;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.springframework.stereotype.Component;

/** Stores the facts that were stated and lays them out for the tables that follow. */
@Component
class RecordAssessmentDelegate implements JavaDelegate {

  private static final long MOST_PEOPLE = 10_000_000_000L;
  private static final long MOST_MINUTES = 5_256_000L;
  private static final long MOST_EUROS = 1_000_000_000_000L;

  private final IncidentAssessments assessments;
  private final Incidents incidents;
  private final Services services;
  private final Clock clock;

  RecordAssessmentDelegate(
      IncidentAssessments assessments, Incidents incidents, Services services, Clock clock) {
    this.assessments = assessments;
    this.incidents = incidents;
    this.services = services;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    Incident incident = incidents.get(execution.getProcessBusinessKey());
    String actor = Actor.of(execution.getProcessEngineServices());
    ImpactAssessment assessment = read(form, incident.number(), actor);
    classify(form, incident, assessment);
    form.accept();
    assessment.because(
        (String) execution.getVariable(IncidentLifecycleProcess.FACTS_NOTE),
        (String) execution.getVariable(IncidentLifecycleProcess.FACTS_BY));
    assessments.record(assessment);
    execution.setVariable(IncidentAssessmentProcess.ASSESSMENT_ID, assessment.id());
    execution.setVariables(tableInputs(incident, assessment));
  }

  /** Triage has just said what it is; later a person may know better. */
  private void classify(SubmittedForm form, Incident incident, ImpactAssessment assessment) {
    Classification known = incident.classification();
    Classification.Category category = form.choice(CATEGORY, Classification.Category.class);
    String service = form.text(SERVICE, SubmittedForm.TEXT_LINE);
    boolean sameService = service == null || service.equals(known.service());
    boolean critical =
        sameService
            ? known.criticalFunction()
            : services.findActive(service).map(Service::criticalFunction).orElse(false);
    form.requireThat(
        sameService || services.findActive(service).isPresent(),
        SERVICE,
        "known-service",
        "must be one of the catalogue");
    assessment.about(
        category == null ? known.category() : category,
        sameService ? known.service() : service,
        critical);
  }

  private ImpactAssessment read(SubmittedForm form, String number, String actor) {
    ImpactFacts.DataClass dataClass = form.requiredChoice(DATA_CLASS, ImpactFacts.DataClass.class);
    ImpactFacts facts =
        new ImpactFacts(
            form.requiredChoice(SERVICE_STATE, ImpactFacts.ServiceState.class),
            form.number(USERS_AFFECTED, MOST_PEOPLE),
            form.number(USERS_AFFECTED_PCT, 100),
            dataClass,
            exposure(form, dataClass),
            form.requiredYesNo(SPREADING),
            form.requiredChoice(WORKAROUND, ImpactFacts.Workaround.class),
            form.number(MINUTES_TO_BUSINESS_IMPACT, MOST_MINUTES),
            form.number(ESTIMATED_LOSS_EUR, MOST_EUROS),
            form.ticked(VIP));
    return new ImpactAssessment(number, facts, actor, clock.instant());
  }

  /** Without data there is nothing to expose, and the form does not ask. */
  private static ImpactFacts.DataExposure exposure(
      SubmittedForm form, ImpactFacts.DataClass dataClass) {
    if (dataClass == ImpactFacts.DataClass.NONE) {
      form.choice(DATA_EXPOSURE, ImpactFacts.DataExposure.class);
      return ImpactFacts.DataExposure.NONE;
    }
    return form.requiredChoice(DATA_EXPOSURE, ImpactFacts.DataExposure.class);
  }

  /** Every input is set, with null for unknown: a table must never meet a missing name. */
  private Map<String, Object> tableInputs(Incident incident, ImpactAssessment assessment) {
    ImpactFacts facts = assessment.facts();
    Service service = services.findActive(assessment.service()).orElse(null);
    Map<String, Object> inputs = new HashMap<>();
    inputs.put(IncidentAssessmentProcess.PEOPLE_AT_RISK, incident.report().peopleAtRisk());
    inputs.put(IncidentAssessmentProcess.CRITICAL_FUNCTION, assessment.criticalFunction());
    inputs.put(CATEGORY, SubmittedForm.key(assessment.category()));
    inputs.put(SERVICE, assessment.service());
    inputs.put(IncidentAssessmentProcess.SUBCATEGORY, incident.classification().subcategory());
    inputs.put(SERVICE_STATE, SubmittedForm.key(facts.serviceState()));
    inputs.put(DATA_CLASS, SubmittedForm.key(facts.dataClass()));
    inputs.put(DATA_EXPOSURE, SubmittedForm.key(facts.dataExposure()));
    inputs.put(USERS_AFFECTED, doubleOrNull(facts.usersAffected()));
    inputs.put(USERS_AFFECTED_PCT, doubleOrNull(facts.usersAffectedPct()));
    inputs.put(ESTIMATED_LOSS_EUR, doubleOrNull(facts.estimatedLossEur()));
    inputs.put(MINUTES_TO_BUSINESS_IMPACT, doubleOrNull(facts.minutesToBusinessImpact()));
    inputs.put(SPREADING, facts.spreading());
    inputs.put(WORKAROUND, SubmittedForm.key(facts.workaround()));
    inputs.put(VIP, facts.vip());
    inputs.put(IncidentAssessmentProcess.REGULATORY_CLOCK, facts.regulatoryClockRuns());
    inputs.put(IncidentAssessmentProcess.CHILD_COUNT, incidents.countRelated(incident.number()));
    inputs.put(IncidentAssessmentProcess.OWNER_TEAM, service == null ? null : service.ownerTeam());
    inputs.put(
        IncidentAssessmentProcess.SUPPLIER_TEAM, service == null ? null : service.supplierTeam());
    return inputs;
  }

  private static Double doubleOrNull(BigDecimal number) {
    return number == null ? null : number.doubleValue();
  }
}
