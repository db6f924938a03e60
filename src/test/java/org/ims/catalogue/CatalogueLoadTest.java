package org.ims.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.ims.engine.choices.Choice;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;

/** Each test loads within its own transaction, which is rolled back: other tests share the rows. */
@ImsTest
@Transactional
class CatalogueLoadTest {

  private static final String HEADER = "key,name,ownerTeam,supplierTeam,criticalFunction,rto,rpo\n";

  @TempDir private Path directory;
  @Autowired private Services services;
  @Autowired private ServiceChoices choices;
  @Autowired private ResourceLoader resources;
  @Autowired private CatalogueStore store;
  @Autowired private JdbcClient jdbc;
  @Autowired private PlatformTransactionManager transactions;

  @Test
  void theShippedCatalogueIsThereAfterTheStart() {
    Service payments = services.findByKey("payments").orElseThrow();
    assertThat(payments.name()).isEqualTo("Payments");
    assertThat(payments.ownerTeam()).isEqualTo("commerce");
    assertThat(payments.supplierTeam()).isEqualTo("payment-provider");
    assertThat(payments.criticalFunction()).isTrue();
    assertThat(payments.rto()).isEqualTo(Duration.ofHours(1));
    assertThat(payments.rpo()).isZero();
    assertThat(payments.active()).isTrue();
    assertThat(services.findByKey("mail").orElseThrow().supplierTeam()).isNull();
    assertThat(services.teams()).contains("commerce", "payment-provider", "network", "carrier");
    assertThat(choices.name()).isEqualTo("services");
    assertThat(choices.choices()).contains(new Choice("Mail and calendar", "mail"));
  }

  @Test
  void anotherCatalogueReplacesTheValuesAndRetiresWhatItNoLongerHas() throws IOException {
    load(HEADER + "mail,Post,workplace,post-vendor,yes,PT1H,PT0S\nnew,New one,data,,no,P1D,P1D\n");
    Service mail = services.findByKey("mail").orElseThrow();
    assertThat(mail.name()).isEqualTo("Post");
    assertThat(mail.supplierTeam()).isEqualTo("post-vendor");
    assertThat(mail.criticalFunction()).isTrue();
    assertThat(choices.choices())
        .containsExactly(new Choice("New one", "new"), new Choice("Post", "mail"));
    assertThat(services.findActive("mail")).isPresent();
    assertThat(services.findActive("erp")).isEmpty();
    assertThat(services.findByKey("erp")).isPresent();
    assertThat(services.teams()).contains("business-applications", "post-vendor");
  }

  @Test
  void aServiceThatComesBackIsActiveAgain() throws IOException {
    load(HEADER + "mail,Post,workplace,,no,PT1H,PT0S\n");
    load(HEADER + "erp,ERP,platform,,no,PT1H,PT0S\n");
    assertThat(services.findByActiveTrueOrderByName())
        .extracting(Service::key)
        .containsExactly("erp");
  }

  /** What people have kept since is not overwritten by a start. */
  @Test
  void theExamplesFillAnEmptyCatalogueOnly() {
    jdbc.sql("update service set name = 'Post' where key = 'mail'").update();
    jdbc.sql("delete from catalogue_change where service_key = 'backup'").update();
    jdbc.sql("delete from service where key = 'backup'").update();
    load(new CatalogueSettings(""));
    assertThat(store.find("mail").orElseThrow().name()).isEqualTo("Post");
    assertThat(store.find("backup")).isEmpty();
  }

  @Test
  void theStartKeepsWhatItChanged() throws IOException {
    assertThat(store.changes("web-shop"))
        .extracting(CatalogueChange::origin, CatalogueChange::by, CatalogueChange::field)
        .contains(tuple(CatalogueChange.Origin.SEED, null, "contractDeadlines"));
    int version = store.find("mail").orElseThrow().version();

    load(HEADER + "mail,Post,workplace,,no,PT4H,PT1H\n");

    assertThat(store.changes("mail"))
        .filteredOn(change -> change.version() == version + 1)
        .extracting(CatalogueChange::field, CatalogueChange::before, CatalogueChange::after)
        .containsExactly(
            tuple("name", "Mail and calendar", "Post"), tuple("dependsOn", "identity network", ""));
    assertThat(store.changes("erp").get(0))
        .extracting(CatalogueChange::origin, CatalogueChange::field, CatalogueChange::after)
        .containsExactly(CatalogueChange.Origin.FILE, "state", "retired");
    load(HEADER + "mail,Post,workplace,,no,PT4H,PT1H\n");
    assertThat(store.find("mail").orElseThrow().version()).isEqualTo(version + 1);
  }

  @Test
  void aFaultyFileChangesNothing() throws IOException {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> load(HEADER + "mail,Post,workplace,,no,PT1H,PT0S\nerp,ERP,,,no,PT1H,PT0S\n"))
        .withMessageEndingWith("line 3, ownerTeam: is required.");
    assertThat(services.findByKey("mail").orElseThrow().name()).isEqualTo("Mail and calendar");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatIllegalStateException()
        .isThrownBy(() -> load(directory.resolve("none.csv")))
        .withMessageContaining("none.csv is not usable: there is no such file.");
  }

  private void load(String text) throws IOException {
    load(Files.writeString(directory.resolve("services.csv"), text));
  }

  private void load(Path file) {
    load(new CatalogueSettings(file.toString()));
  }

  private void load(CatalogueSettings settings) {
    new CatalogueLoad(settings, resources, store, transactions).afterPropertiesSet();
  }
}
