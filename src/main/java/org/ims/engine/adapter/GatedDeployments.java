package org.ims.engine.adapter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.impl.bpmn.parser.ResourceReportImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.ims.engine.gate.DeploymentGate;
import org.ims.engine.gate.Finding;

/**
 * Holds every deployment against the gate, by whichever way it comes: over HTTP, from Java, again
 * from an earlier one, or with the application itself. It stands before the engine's own deployers,
 * which run before anything is written to the database.
 */
class GatedDeployments implements Deployer {

  private static final int LONGEST_NAME = 255;

  private final DeploymentGate gate;

  GatedDeployments(DeploymentGate gate) {
    this.gate = gate;
  }

  /** Also called when an old deployment is read again into the cache. */
  @Override
  public void deploy(DeploymentEntity deployment) {
    if (!deployment.isNew()) {
      return;
    }
    if (deployment.getTenantId() != null) {
      throw new BadUserRequestException("This application has no tenants: deploy without one.");
    }
    refuseLong("name", deployment.getName());
    refuseLong("source", deployment.getSource());
    Map<String, byte[]> resources = new LinkedHashMap<>();
    deployment.getResources().forEach((name, resource) -> resources.put(name, resource.getBytes()));
    List<Finding> findings = gate.check(resources, new StoredModels());
    if (!findings.isEmpty()) {
      throw refused(findings);
    }
  }

  /** The database would refuse it, in its own words. */
  private static void refuseLong(String what, String value) {
    if (value != null && value.length() > LONGEST_NAME) {
      throw new BadUserRequestException(
          "The %s of a deployment has at most %d characters.".formatted(what, LONGEST_NAME));
    }
  }

  /** As the engine tells of what it cannot parse, so that tools show each at its element. */
  private static ParseException refused(List<Finding> findings) {
    Map<String, List<Problem>> problems = new LinkedHashMap<>();
    for (Finding finding : findings) {
      problems
          .computeIfAbsent(finding.file(), name -> new ArrayList<>())
          .add(new FoundProblem(finding));
    }
    String sentences = findings.stream().map(Finding::sentence).collect(Collectors.joining("\n"));
    ParseException refusal = null;
    for (Map.Entry<String, List<Problem>> file : problems.entrySet()) {
      if (refusal == null) {
        refusal =
            new ParseException(
                "Nothing was deployed.\n" + sentences, file.getKey(), file.getValue(), List.of());
      } else {
        refusal
            .getResorceReports()
            .add(new ResourceReportImpl(file.getKey(), file.getValue(), List.of()));
      }
    }
    return refusal;
  }

  /** A finding as tools understand it. */
  private record FoundProblem(Finding finding) implements Problem {

    @Override
    public String getMessage() {
      return finding.reason() + " [" + finding.rule() + "]";
    }

    @Override
    public int getLine() {
      return finding.line();
    }

    @Override
    public int getColumn() {
      return 0;
    }

    @Override
    public String getMainElementId() {
      return finding.element();
    }

    @Override
    public List<String> getElementIds() {
      return List.of(finding.element());
    }
  }
}
