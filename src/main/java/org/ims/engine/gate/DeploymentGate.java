package org.ims.engine.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks the files of a deployment together, before any of them is stored. A process owner may
 * deploy, and must thereby neither run programs on the server nor leave incidents without a way on.
 */
public final class DeploymentGate {

  private final GateSettings settings;
  private final AllowedExpressions allowed;
  private final Set<String> groups;
  private final ApplicationNames names = ApplicationNames.ofContracts();
  private final DelegateOwners owners;

  /**
   * @param groups those that the application makes, which a first start does not find in the engine
   */
  public DeploymentGate(GateSettings settings, AllowedExpressions allowed, Set<String> groups) {
    this.settings = settings;
    this.allowed = allowed;
    this.groups = Set.copyOf(groups);
    this.owners = DelegateOwners.ofModels(settings);
  }

  /**
   * All that is wrong, or the first two hundred things.
   *
   * @param resources the contents of the files by their names
   * @return empty if the deployment may be stored
   */
  public List<Finding> check(Map<String, byte[]> resources, DeployedModels deployed) {
    Findings findings = new Findings();
    try {
      check(resources, deployed, findings);
    } catch (Findings.EnoughException e) {
      // What is found so far is told.
    }
    return findings.list();
  }

  private void check(Map<String, byte[]> resources, DeployedModels deployed, Findings findings) {
    if (resources.size() > settings.maxFiles()) {
      String first = new TreeMap<>(resources).firstKey();
      findings.add(
          first, "files", "is one of more than %d files in one deployment", settings.maxFiles());
      return;
    }
    List<ModelFile> files = new ArrayList<>();
    new TreeMap<>(resources)
        .forEach(
            (name, bytes) -> ModelFile.read(name, bytes, settings, findings).ifPresent(files::add));
    Models models = new Models(files, deployed, settings, names.variables());
    checkDiagrams(models, findings);
    checkTables(models, findings);
    checkForms(models, findings);
  }

  private void checkDiagrams(Models models, Findings findings) {
    VocabularyCheck vocabulary = new VocabularyCheck(findings);
    ProcessCheck processes = new ProcessCheck(settings, findings);
    ExpressionCheck expressions = new ExpressionCheck(allowed, owners, models, settings, findings);
    ReferenceCheck references = new ReferenceCheck(models, groups, names.messages(), findings);
    PathCheck paths = new PathCheck(models, settings.shortestCycle(), findings);
    TimerCheck timers = new TimerCheck(settings, findings);
    SignatureCheck signatures = new SignatureCheck(settings.signatures(), findings);
    ValueCheck values = new ValueCheck(models, settings, findings);
    for (ModelFile diagram : models.files(ModelFile.Kind.DIAGRAM)) {
      vocabulary.check(diagram);
      processes.check(diagram);
      expressions.check(diagram);
      references.check(diagram);
      paths.check(diagram);
      timers.check(diagram);
      values.check(diagram);
      signatures.checkDiagram(diagram);
    }
    new CallCheck(models, findings).check();
  }

  private void checkTables(Models models, Findings findings) {
    VocabularyCheck vocabulary = new VocabularyCheck(findings);
    ProcessCheck decisions = new ProcessCheck(settings, findings);
    TableCheck tables = new TableCheck(models, settings, findings);
    for (ModelFile table : models.files(ModelFile.Kind.TABLE)) {
      vocabulary.check(table);
      decisions.check(table);
      tables.check(table);
    }
    new TableUseCheck(models, findings).check();
  }

  private void checkForms(Models models, Findings findings) {
    FormCheck forms = new FormCheck(settings, findings);
    FormFieldCheck fields = new FormFieldCheck(names.choices(), findings);
    SignatureCheck signatures = new SignatureCheck(settings.signatures(), findings);
    Map<String, String> owners = new TreeMap<>();
    for (ModelFile form : models.files(ModelFile.Kind.FORM)) {
      forms.check(form);
      fields.check(form);
      signatures.checkForm(form);
      String owner = owners.put(form.form().path("id").asText(), form.name());
      if (owner != null) {
        findings.add(form.name(), "definition-twice", "has the id of %s too", owner);
      }
    }
  }
}
