package org.ims.webapps;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BoundedListsFilterTest {

  private static final String ENGINE = "/camunda/api/engine/engine/default";

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "GET, /process-definition, none, maxResults=17",
        "GET, /process-definition, key=P&sortBy=version, key=P&sortBy=version&maxResults=17",
        "GET, /decision-definition, key=D, key=D&maxResults=17",
        "GET, /process-definition, maxResults=5, maxResults=5",
        "GET, /process-definition, key=P&maxResults=5, key=P&maxResults=5",
        "GET, /process-definition, key=xmaxResults=5, key=xmaxResults=5&maxResults=17",
        "GET, /process-definition/count, key=P, key=P",
        "GET, /process-definition/P:1:2/xml, none, none",
        "GET, /task, key=P, key=P",
        "POST, /process-definition, key=P, key=P",
      })
  void boundsTheListsOfDefinitionsOnly(String method, String path, String query, String expected)
      throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest(method, ENGINE + path);
    request.setQueryString(query);
    AtomicReference<String> seen = new AtomicReference<>();

    new BoundedListsFilter(17)
        .doFilter(
            request,
            new MockHttpServletResponse(),
            (inner, response) -> seen.set(((HttpServletRequest) inner).getQueryString()));

    assertThat(seen).hasValue(expected);
  }
}
