package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Process owners and administrators deploy, and only the latter save filters; nobody else does. */
@ImsHttpTest
class DeploymentAccessTest {

  private static final String NAME = "DeploymentAccessTest";
  private static final String BOUNDARY = "----access";
  private static final String REST = "/engine-rest";
  private static final String WEBAPP = "/camunda/api/engine/engine/default";

  @Autowired private RepositoryService repository;
  @LocalServerPort private int port;

  static List<String> logins() {
    return Roles.all().stream()
        .map(role -> role.equals(Roles.ADMINISTRATOR) ? "admin" : role)
        .toList();
  }

  static List<String> everybodyElse() {
    return logins().stream().filter(login -> !login.equals("admin")).toList();
  }

  @AfterEach
  void takeBackWhatWasDeployed() {
    repository
        .createDeploymentQuery()
        .deploymentName(NAME)
        .list()
        .forEach(deployment -> repository.deleteDeployment(deployment.getId(), true));
  }

  @ParameterizedTest
  @MethodSource("logins")
  void onlyProcessOwnersAndAdministratorsDeploy(String login) {
    boolean may = List.of("process-owner", "admin").contains(login);
    String form =
        "{\"id\":\"AccessForm\",\"type\":\"default\",\"components\":"
            + "[{\"type\":\"text\",\"id\":\"Text_Access\",\"text\":\"Nothing to fill in.\"}]}";

    assertThat(deploy(Http.basic(port, login), REST, form)).isEqualTo(may ? 200 : 403);
    assertThat(deploy(Http.webapp(port, login, "tasklist"), WEBAPP, form))
        .isEqualTo(may ? 200 : 403);
    // Whoever may not deploy does not learn either what the gate thinks of it.
    assertThat(deploy(Http.basic(port, login), REST, "{")).isEqualTo(may ? 400 : 403);
    assertThat(repository.createDeploymentQuery().deploymentName(NAME).count())
        .isEqualTo(may ? 2 : 0);
  }

  @ParameterizedTest
  @MethodSource("everybodyElse")
  void nobodyButAdministratorsSavesFiltersThroughTheEnginesApi(String login) {
    String filter = "{\"resourceType\":\"Task\",\"name\":\"mine\",\"query\":{},\"properties\":{}}";
    assertThat(Http.basic(port, login).post(REST + "/filter/create", filter).statusCode())
        .isEqualTo(403);
  }

  private static int deploy(Http client, String api, String form) {
    String body =
        "--%1$s\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\n%2$s\r\n"
            + "--%1$s\r\nContent-Disposition: form-data; name=\"data\"; filename=\"AccessForm.form\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n%3$s\r\n--%1$s--\r\n";
    HttpResponse<String> answer =
        client.send(
            "POST",
            api + "/deployment/create",
            body.formatted(BOUNDARY, NAME, form),
            "multipart/form-data; boundary=" + BOUNDARY);
    return answer.statusCode();
  }
}
