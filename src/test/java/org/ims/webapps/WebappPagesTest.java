package org.ims.webapps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ims.security.Http;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Every page of the web applications and every file that a page loads is there: Tasklist stays
 * blank when one file of one plugin is missing or has a type that the browser refuses.
 */
@ImsHttpTest
class WebappPagesTest {

  private static final String SCRIPT = "text/javascript";
  private static final String STYLE = "text/css";

  @LocalServerPort private int port;
  private Http browser;

  @BeforeEach
  void open() {
    browser = Http.anonymous(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
  void everyApplicationAndAllThatItLoadsIsServed(String application) {
    String page = served("/camunda/app/" + application + "/default/", "text/html");

    List<String> loaded =
        addresses(page, "(?:src|href)=\"(/camunda/[^\"]+\\.(?:js|css|ico)[^\"]*)\"");
    assertThat(loaded).hasSizeGreaterThanOrEqualTo(6);
    loaded.forEach(address -> served(address, typeOf(address)));
    for (String plugin : addresses(page, "location: '([^']+)'")) {
      served(plugin + "/plugin.js", SCRIPT);
      served(plugin + "/plugin.css", STYLE);
    }
    served("/camunda/app/" + application + "/scripts/config.js", SCRIPT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
  void everyApplicationLooksLikeIms(String application) {
    String directory = "/camunda/app/" + application;

    assertThat(served(directory + "/scripts/config.js", SCRIPT)).contains("vendor: 'IMS'");
    assertThat(served(directory + "/styles/user-styles.css", STYLE))
        .contains("../../../assets/ims/brand.css");
    assertThat(served("/camunda/assets/ims/brand.css", STYLE))
        .contains(".ce-eol-banner", "ims.svg");
    assertThat(served("/camunda/assets/ims/ims.svg", "image/svg+xml")).contains("<svg");
  }

  @Test
  void tasklistLoadsOurPlugin() {
    String page = served("/camunda/app/tasklist/default/", "text/html");

    assertThat(page).contains("/camunda/api/tasklist/plugin/ims/static/app");
    assertThat(served("/camunda/api/tasklist/plugin/ims/static/app/plugin.js", SCRIPT))
        .contains("export default", "tasklist.navbar.action", "tasklist.card");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
  void everyTextOfCamundaIsThereInOurWords(String application) throws IOException {
    JsonNode camunda =
        resource("META-INF/resources/webjars/camunda/app/" + application + "/locales/en.json");
    JsonNode ours = resource("webapps/wording.json").path(application);

    JsonNode served =
        new ObjectMapper()
            .readTree(
                served("/camunda/app/" + application + "/locales/en.json", "application/json"));

    assertThat(served.path("dateLocales")).isEqualTo(camunda.path("dateLocales"));
    assertThat(served.path("labels").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(() -> camunda.path("labels").fieldNames());
    for (Map.Entry<String, JsonNode> text : ours.properties()) {
      assertThat(served.path("labels").path(text.getKey())).isEqualTo(text.getValue());
    }
  }

  @Test
  void cockpitCallsAFailedJobStuckAndNotAnIncident() throws IOException {
    JsonNode labels =
        new ObjectMapper()
            .readTree(served("/camunda/app/cockpit/locales/en.json", "application/json"))
            .path("labels");

    assertThat(labels.path("PLUGIN_INCIDENTS_LABEL").asText()).isEqualTo("Stuck jobs");
    assertThat(labels)
        .allSatisfy(
            text -> assertThat(text.asText().toLowerCase(Locale.ROOT)).doesNotContain("incident"));
  }

  private String served(String address, String type) {
    HttpResponse<String> answer = browser.get(address);
    assertThat(answer.statusCode()).as(address).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .as("type of %s", address)
        .hasValueSatisfying(found -> assertThat(found).startsWith(type));
    assertThat(answer.body()).as(address).isNotBlank();
    return answer.body();
  }

  private static String typeOf(String address) {
    if (address.contains(".ico")) {
      return "image/";
    }
    return address.contains(".css") ? STYLE : SCRIPT;
  }

  private static List<String> addresses(String page, String pattern) {
    List<String> found = new ArrayList<>();
    Pattern.compile(pattern)
        .matcher(page)
        .results()
        .map((MatchResult match) -> match.group(1))
        .forEach(found::add);
    return found;
  }

  private static JsonNode resource(String path) throws IOException {
    try (InputStream stream = WebappPagesTest.class.getClassLoader().getResourceAsStream(path)) {
      return new ObjectMapper().readTree(stream);
    }
  }
}
