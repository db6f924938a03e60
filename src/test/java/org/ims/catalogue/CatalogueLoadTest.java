package org.ims.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
    new CatalogueLoad(file.toString(), resources, jdbc, transactions).afterPropertiesSet();
  }
}
