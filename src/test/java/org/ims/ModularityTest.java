package org.ims;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.ims.catalogue.Services;
import org.ims.incident.ClosureVerdict;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.repository.Repository;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** Holds the packages against the architecture: what may know what, and where the engine ends. */
class ModularityTest {

  private static final String CAMUNDA = "org.camunda..";

  private static final String[] COMPONENTS = {
    "org.ims.reporting..",
    "org.ims.triage..",
    "org.ims.response..",
    "org.ims.communication..",
    "org.ims.documentation..",
    "org.ims.operations..",
    "org.ims.review.."
  };

  /** What a component may know, besides itself: the kernel and the engine's helpers. */
  private static final String[] SHARED = {
    "org.ims.incident",
    "org.ims.catalogue",
    "org.ims.calendar",
    "org.ims.servicelevel",
    "org.ims.engine",
    "org.ims.engine.choices",
    "org.ims.engine.pdf",
    "org.ims.engine.web",
    "org.ims.engine.playbooks"
  };

  private static final ApplicationModules MODULES =
      ApplicationModules.of(IncidentManagementApplication.class);

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.ims");

  /** The names that a diagram leads to. */
  private static final DescribedPredicate<JavaClass> CALLED_BY_A_MODEL =
      assignableTo(JavaDelegate.class)
          .or(assignableTo(TaskListener.class))
          .or(assignableTo(ExecutionListener.class))
          .as("delegates and listeners");

  private static final DescribedPredicate<JavaClass> CONTRACTS =
      DescribedPredicate.describe(
          "contracts of processes",
          type -> type.getSimpleName().endsWith("Process") && type.tryGetField("KEY").isPresent());

  /** Asks the engine where an incident stands, for those who read the record. */
  private static final DescribedPredicate<JavaClass> READERS_OF_HISTORY =
      resideInAPackage("org.ims.documentation")
          .and(
              DescribedPredicate.describe(
                  "Process", type -> type.getSimpleName().equals("IncidentProcess")))
          .or(
              resideInAPackage("org.ims.documentation.dossier")
                  .and(
                      DescribedPredicate.describe(
                          "Record", type -> type.getSimpleName().equals("EngineRecord"))))
          .as("readers of the engine's history");

  @Test
  void modulesKnowOnlyWhatTheyDeclare() {
    MODULES.verify();
  }

  /** A trip-wire: a package that is no module any more is not verified. */
  @Test
  void theModulesAreTheReviewedOnes() {
    assertThat(MODULES.stream().map(ApplicationModule::getIdentifier).map(Object::toString))
        .contains(
            "incident",
            "catalogue",
            "calendar",
            "servicelevel",
            "reporting",
            "triage",
            "response",
            "communication",
            "documentation",
            "operations",
            "review",
            "engine",
            "security",
            "webapps",
            "platform");
  }

  /** The processes join the components; a call sideways would hide a part of the process. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "reporting",
        "triage",
        "response",
        "communication",
        "documentation",
        "operations",
        "review"
      })
  void aComponentKnowsTheKernelAndTheEngineOnly(String component) {
    String own = "org.ims." + component + "..";
    classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage("org.ims..")
                .or(resideInAPackage(own))
                .or(resideInAnyPackage(SHARED)))
        .check(CLASSES);
  }

  /** The rules of incident management outlive the engine that happens to run them. */
  @Test
  void businessClassesDoNotKnowTheEngine() {
    noClasses()
        .that(
            resideInAnyPackage(COMPONENTS)
                .or(
                    resideInAnyPackage(
                        "org.ims.incident..",
                        "org.ims.catalogue..",
                        "org.ims.calendar..",
                        "org.ims.servicelevel.."))
                .and(not(CALLED_BY_A_MODEL))
                .and(not(CONTRACTS))
                .and(not(READERS_OF_HISTORY)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CAMUNDA)
        .check(CLASSES);
  }

  @Test
  void theKernelKnowsNoComponent() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.ims.incident..",
            "org.ims.catalogue..",
            "org.ims.calendar..",
            "org.ims.servicelevel..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(COMPONENTS)
        .check(CLASSES);
  }

  /**
   * What is not API may change with any release, and differs in the engine's forks. One class in
   * there is API in spite of its package: {@code IdentityService} answers it.
   */
  @Test
  void onlyTheAdapterKnowsTheInsideOfTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ims.engine.adapter..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.camunda.bpm.engine.impl..", "org.camunda.bpm.dmn.engine.impl..")
                .and(not(equivalentTo(Authentication.class))))
        .check(CLASSES);
  }

  /** They belong to a model and to nobody else; a second caller would escape the process. */
  @Test
  void delegatesAndListenersAreSeenByTheirPackageOnly() {
    classes()
        .that(CALLED_BY_A_MODEL)
        .and()
        .resideInAPackage("org.ims..")
        .and()
        .areNotInterfaces()
        .should()
        .bePackagePrivate()
        .check(CLASSES);
  }

  /**
   * They pass on what the process knows; data and remote work belong to the module's service. The
   * kernel's incidents and services are what everybody works on.
   */
  @Test
  void delegatesReachNoDataAndNoNetwork() {
    noClasses()
        .that(CALLED_BY_A_MODEL)
        .should()
        .dependOnClassesThat(
            assignableTo(Repository.class)
                .and(not(assignableTo(Incidents.class).or(assignableTo(Services.class))))
                .or(
                    resideInAnyPackage(
                        "org.springframework.jdbc..",
                        "jakarta.persistence..",
                        "java.sql..",
                        "javax.sql..",
                        "java.net.http..",
                        "org.springframework.web..",
                        "org.springframework.mail..",
                        "jakarta.mail.."))
                .as("reach data or the network"))
        .check(CLASSES);
  }

  /**
   * No incident is closed but by the gate's verdict, and nobody but the gate gives one; a child
   * follows its parent, which the gate has let pass with the duties of its children.
   */
  @Test
  void nothingIsClosedPastTheGate() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.ims.documentation.IncidentRecords")
        .should()
        .callMethodWhere(named(Incident.class, "close"))
        .check(CLASSES);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.ims.incident.IncidentLinks")
        .should()
        .callMethodWhere(named(Incident.class, "closeWithParent"))
        .check(CLASSES);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.ims.documentation.ClosureGate")
        .should()
        .callMethodWhere(named(ClosureVerdict.class, "of"))
        .check(CLASSES);
    noClasses()
        .that()
        .doNotBelongToAnyOf(Incident.class)
        .should()
        .setFieldWhere(
            DescribedPredicate.describe(
                "the state of an incident",
                access ->
                    access.getTargetOwner().isEquivalentTo(Incident.class)
                        && access.getTarget().getName().equals("state")))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaMethodCall> named(Class<?> owner, String method) {
    return DescribedPredicate.describe(
        owner.getSimpleName() + "." + method,
        call ->
            call.getTargetOwner().isEquivalentTo(owner)
                && call.getTarget().getName().equals(method));
  }

  /** What a reader meets first in a package. */
  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    TreeSet<String> silent = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/ims"))) {
      for (Path directory : files.filter(Files::isDirectory).toList()) {
        Path file = directory.resolve("package-info.java");
        boolean root = directory.endsWith("org/ims");
        if (!root && !(Files.exists(file) && Files.readString(file).contains("/**"))) {
          silent.add(directory.toString());
        }
      }
    }
    assertThat(silent).isEmpty();
  }

  /** For the documentation: the modules and who knows whom, under target/spring-modulith-docs. */
  @Test
  void theModulesAreDrawn() throws IOException {
    new Documenter(MODULES).writeModulesAsPlantUml();

    Path picture = Path.of("target/spring-modulith-docs/components.puml");
    assertThat(picture).exists();
    assertThat(Files.readString(picture))
        .contains(List.of("Incident", "Triage", "Response", "Review", "Engine"));
  }
}
