package org.ims.engine.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.ims.incident.InvalidInputException;
import org.ims.incident.UnknownIncidentException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

class ProblemAdviceTest {

  private final Probe probe = new Probe();
  private MockMvc mvc;

  @BeforeEach
  void serve() {
    Jackson2ObjectMapperBuilder builder = Jackson2ObjectMapperBuilder.json();
    new JsonLimits().strictJson().customize(builder);
    ObjectMapper mapper = builder.build();
    mvc =
        MockMvcBuilders.standaloneSetup(probe)
            .setControllerAdvice(new ProblemAdvice())
            .setMessageConverters(new MappingJackson2HttpMessageConverter(mapper))
            .build();
  }

  static Stream<Arguments> failures() {
    SQLException lost = new SQLException("An I/O error occurred", "08006");
    return Stream.of(
        Arguments.of(lost, 503),
        Arguments.of(new SQLException("without a state"), 503),
        Arguments.of(
            new SQLException("terminating connection due to administrator command", "57P01"), 503),
        Arguments.of(new JpaSystemException(new RuntimeException("commit", lost)), 503),
        Arguments.of(new TransactionSystemException("Could not commit"), 503),
        Arguments.of(new CannotGetJdbcConnectionException("none"), 503),
        Arguments.of(new ProcessEngineException("closing", new RuntimeException(lost)), 503),
        Arguments.of(new ProcessEngineException("x", new SQLException("deadlock", "40P01")), 409),
        Arguments.of(
            new DataIntegrityViolationException("x", new SQLException("duplicate", "23505")), 409),
        Arguments.of(
            new DataIntegrityViolationException("x", new SQLException("too long", "22001")), 500),
        Arguments.of(new OptimisticLockingException("stale"), 409),
        Arguments.of(new ObjectOptimisticLockingFailureException("Incident", 1), 409),
        Arguments.of(
            new TransactionSystemException("x", new OptimisticLockingException("stale")), 409),
        Arguments.of(new AuthorizationException("mary", "UPDATE", "Task", "1"), 403),
        Arguments.of(new BadUserRequestException("no such outcome"), 400),
        Arguments.of(new NotFoundException("no such task"), 404),
        Arguments.of(new UnknownIncidentException("INC-2026-000001"), 404),
        Arguments.of(new TaskAlreadyClaimedException("1", "mary"), 409),
        Arguments.of(new RequestRejectedException("the name contains NUL"), 400),
        Arguments.of(new ResponseStatusException(HttpStatus.GONE, "went"), 410),
        Arguments.of(new Declared(), 418),
        Arguments.of(new IllegalStateException("secret detail"), 500));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void anExceptionBecomesAProblemOfTheRightStatus(Exception failure, int expected)
      throws Exception {
    probe.failure = failure;
    ResultActions answer =
        mvc.perform(get("/probe"))
            .andExpect(status().is(expected))
            .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
            .andExpect(jsonPath("$.status").value(expected));
    if (expected == 503) {
      answer.andExpect(header().string("Retry-After", "5"));
    } else {
      answer.andExpect(header().doesNotExist("Retry-After"));
    }
    if (expected == 500) {
      answer
          .andExpect(content().string(not(containsString("secret"))))
          .andExpect(jsonPath("$.detail").value(containsString("reference")));
    }
  }

  @Test
  void aClientThatWantsXmlStillGetsTheProblem() throws Exception {
    probe.failure = new SQLException("gone", "08006");
    mvc.perform(get("/probe").accept(MediaType.APPLICATION_XML))
        .andExpect(status().isServiceUnavailable())
        .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
  }

  @Test
  void anUnknownPathStays404AndAWrongMethod405() throws Exception {
    mvc.perform(get("/nothing")).andExpect(status().isNotFound());
    mvc.perform(put("/probe"))
        .andExpect(status().isMethodNotAllowed())
        .andExpect(header().exists("Allow"));
    mvc.perform(post("/probe").contentType(MediaType.TEXT_PLAIN).content("x"))
        .andExpect(status().isUnsupportedMediaType());
  }

  @Test
  void severalBrokenRulesAreListedTogether() throws Exception {
    send("{\"title\": \"\", \"people\": [{\"name\": \"far too long\"}]}")
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.errors.length()").value(2))
        .andExpect(jsonPath("$.errors[0].field").value("people[0].name"))
        .andExpect(jsonPath("$.errors[0].rule").value("size"))
        .andExpect(jsonPath("$.errors[1].field").value("title"))
        .andExpect(jsonPath("$.errors[1].rule").value("notBlank"))
        .andExpect(jsonPath("$.errors[1].message").value("must not be blank"));
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("{\"title\": \"x\", \"colour\": 1}", "colour", "unknown"),
        Arguments.of("{\"people\": [{\"nick\": 1}]}", "people[0].nick", "unknown"),
        Arguments.of("{\"urgent\": \"yes\"}", "urgent", "type"),
        Arguments.of("{\"urgent\": \"true\"}", "urgent", "type"),
        Arguments.of("{\"title\": 5}", "title", "type"),
        Arguments.of("{\"count\": 1.5}", "count", "type"),
        Arguments.of("{\"count\": \"7\"}", "count", "type"),
        Arguments.of("{\"at\": \"tomorrow\"}", "at", "type"),
        Arguments.of("{\"level\": \"P9\"}", "level", "type"),
        Arguments.of("{\"people\": {}}", "people", "type"),
        Arguments.of("{\"title\": \"a\", \"title\": \"b\"}", "", "json"),
        Arguments.of("{\"title\": ", "", "json"),
        Arguments.of("{} {}", "", "type"),
        Arguments.of("", "", "json"),
        Arguments.of("{\"title\": \"" + "x".repeat(70_000) + "\"}", "title", "limit"),
        Arguments.of("{\"any\": " + "[".repeat(60) + "]".repeat(60) + "}", "any", "limit"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void aBodyThatCannotBeReadNamesFieldAndRule(String body, String field, String rule)
      throws Exception {
    String found =
        send(body)
            .andExpect(status().isBadRequest())
            .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
            .andExpect(jsonPath("$.errors.length()").value(1))
            .andReturn()
            .getResponse()
            .getContentAsString();
    Map<?, ?> problem = new ObjectMapper().readValue(found, Map.class);
    Map<?, ?> error = (Map<?, ?>) ((List<?>) problem.get("errors")).get(0);
    org.assertj.core.api.Assertions.assertThat(error.get("rule")).isEqualTo(rule);
    org.assertj.core.api.Assertions.assertThat(error.get("field").toString()).startsWith(field);
  }

  @Test
  void parametersAreNamedToo() throws Exception {
    mvc.perform(get("/page").param("size", "many"))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.errors[0].field").value("size"))
        .andExpect(jsonPath("$.errors[0].message").value("must be a number"));
    mvc.perform(get("/page"))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.errors[0].field").value("size"))
        .andExpect(jsonPath("$.errors[0].rule").value("required"));
  }

  @Test
  void rulesThatOnlyTheServerChecksLookTheSame() throws Exception {
    probe.failure =
        new RuntimeException(new InvalidInputException("service", "exists", "is not known"));
    mvc.perform(get("/probe"))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.errors[0].field").value("service"))
        .andExpect(jsonPath("$.errors[0].rule").value("exists"));
  }

  private ResultActions send(String body) throws Exception {
    return mvc.perform(post("/probe").contentType(MediaType.APPLICATION_JSON).content(body));
  }

  @ResponseStatus(HttpStatus.I_AM_A_TEAPOT)
  private static class Declared extends RuntimeException {}

  enum Level {
    P1,
    P2
  }

  record Person(@Size(max = 5) String name) {}

  record Report(
      @NotBlank String title,
      @Valid List<Person> people,
      Boolean urgent,
      Integer count,
      Instant at,
      Level level,
      Object any) {}

  @RestController
  static class Probe {

    private Exception failure;

    @GetMapping("/probe")
    String fail() throws Exception {
      throw failure;
    }

    @PostMapping(path = "/probe", consumes = MediaType.APPLICATION_JSON_VALUE)
    String take(@Valid @RequestBody Report report) {
      return report.title();
    }

    @GetMapping("/page")
    String page(@RequestParam("size") int size) {
      return String.valueOf(size);
    }
  }
}
