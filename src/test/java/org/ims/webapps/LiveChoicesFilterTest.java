package org.ims.webapps;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.ims.engine.choices.Asker;
import org.ims.engine.choices.Choice;
import org.ims.engine.choices.ChoiceProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LiveChoicesFilterTest {

  private static final String PATH = "/camunda/api/engine/engine/default/task/42/deployed-form";
  private static final String FORM =
      "{\"components\":[{\"type\":\"select\",\"properties\":{\"choices\":\"towns\"}}]}";
  private static final String FILLED =
      "{\"components\":[{\"type\":\"select\",\"properties\":{\"choices\":\"towns\"},"
          + "\"values\":[{\"label\":\"Köln\",\"value\":\"k\"}]}]}";

  private final LiveChoicesFilter filter =
      new LiveChoicesFilter(
          () -> new LiveChoices(List.of(new Towns())), request -> new Asker("", Set.of()));
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/camunda/api/engine/engine/default/task/42/deployed-form",
        "/camunda/api/engine/engine/default/process-definition/P:1:2/deployed-start-form",
        "/camunda/api/engine/engine/default/process-definition/key/P/deployed-start-form",
        "/camunda/api/engine/engine/default/process-definition/key/P/tenant-id/t/deployed-start-form",
        "/engine-rest/task/42/deployed-form",
        "/engine-rest/engine/default/process-definition/key/P/deployed-start-form"
      })
  void fillsFormsWhereverTheyAreServed(String path) throws Exception {
    filter.doFilter(get(path), response, form());

    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(response.getContentAsByteArray()).isEqualTo(FILLED.getBytes(StandardCharsets.UTF_8));
    assertThat(response.getContentType()).startsWith("application/json");
  }

  @Test
  void statesTheLengthAndTheTagOfWhatItServes() throws Exception {
    filter.doFilter(get(PATH), response, form());

    assertThat(response.getContentLength())
        .isEqualTo(FILLED.getBytes(StandardCharsets.UTF_8).length);
    assertThat(response.getHeader("ETag")).isNotBlank().isNotEqualTo("\"of-the-model\"");
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void asksTheEngineWithoutConditions() throws Exception {
    MockHttpServletRequest request = get(PATH);
    request.addHeader("If-None-Match", "\"of-the-model\"");
    request.addHeader("If-Modified-Since", 1_000_000L);
    request.addHeader("Accept", "application/json");
    AtomicReference<HttpServletRequest> seen = new AtomicReference<>();

    filter.doFilter(request, response, (inner, ignored) -> seen.set((HttpServletRequest) inner));

    assertThat(seen.get().getHeader("if-none-match")).isNull();
    assertThat(seen.get().getHeaders("If-None-Match").hasMoreElements()).isFalse();
    assertThat(seen.get().getDateHeader("If-Modified-Since")).isEqualTo(-1);
    assertThat(Collections.list(seen.get().getHeaderNames())).containsExactly("Accept");
  }

  @Test
  void passesErrorsUntouched() throws Exception {
    String problem = "{\"type\":\"RestException\",\"components\":[]," + FORM.substring(1);

    filter.doFilter(
        get(PATH),
        response,
        (request, inner) -> {
          ((HttpServletResponse) inner).setStatus(404);
          inner.setContentType("application/json");
          inner.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
        });

    assertThat(response.getStatus()).isEqualTo(404);
    assertThat(response.getContentAsString()).isEqualTo(problem);
  }

  @Test
  void passesFormsWithoutLiveChoicesUntouched() throws Exception {
    String odd = "{ \"components\" : [ ] , \"n\" : 1.50 }";

    filter.doFilter(get(PATH), response, answer(odd));

    assertThat(response.getContentAsString()).isEqualTo(odd);
    assertThat(response.getHeader("ETag")).isEqualTo("\"of-the-model\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/camunda/api/engine/engine/default/task/42/form",
        "/camunda/api/engine/engine/default/task/42/rendered-form",
        "/camunda/api/engine/engine/default/task/42",
        "/engine-rest/process-definition/key/P/xml"
      })
  void leavesOtherAnswersAlone(String path) throws Exception {
    filter.doFilter(get(path), response, form());

    assertThat(response.getContentAsString()).isEqualTo(FORM);
  }

  @Test
  void leavesOtherMethodsAlone() throws Exception {
    MockHttpServletRequest request = get(PATH);
    request.setMethod("POST");

    filter.doFilter(request, response, form());

    assertThat(response.getContentAsString()).isEqualTo(FORM);
  }

  private static MockHttpServletRequest get(String path) {
    return new MockHttpServletRequest("GET", path);
  }

  private static FilterChain form() {
    return answer(FORM);
  }

  private static FilterChain answer(String body) {
    return (request, response) -> serve((HttpServletResponse) response, body);
  }

  private static void serve(HttpServletResponse response, String body)
      throws IOException, ServletException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("ETag", "\"of-the-model\"");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private static final class Towns implements ChoiceProvider {

    @Override
    public String name() {
      return "towns";
    }

    @Override
    public List<Choice> choices() {
      return List.of(new Choice("Köln", "k"));
    }
  }
}
