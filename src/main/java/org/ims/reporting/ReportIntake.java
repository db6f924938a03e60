package org.ims.reporting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ims.engine.Sha256;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Report;
import org.ims.incident.Violation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Takes reports from API clients, each once, however often it is sent. */
@Component
class ReportIntake {

  /** The same key came with another report: one of the two would be lost, so neither is guessed. */
  @ResponseStatus(
      code = HttpStatus.UNPROCESSABLE_ENTITY,
      reason = "This Idempotency-Key was used for another report before.")
  static class KeyReusedException extends RuntimeException {}

  private final IncidentReports reports;
  private final Incidents incidents;
  private final IdempotencyKeys keys;
  private final ObjectMapper json;

  ReportIntake(
      IncidentReports reports, Incidents incidents, IdempotencyKeys keys, ObjectMapper json) {
    this.reports = reports;
    this.incidents = incidents;
    this.keys = keys;
    this.json = json;
  }

  /**
   * Stores the report and starts its lifecycle, or repeats the answer to an earlier copy of it. A
   * refused report does not use up its key.
   *
   * @param key null when the caller gave none
   */
  @Transactional
  ReportReceipt accept(String caller, String key, ReportRequest request) {
    if (key == null) {
      return receipt(report(caller, request));
    }
    byte[] hash = hash(request);
    if (!keys.claim(caller, key, hash)) {
      return repeat(caller, key, hash);
    }
    Incident incident = report(caller, request);
    keys.answered(caller, key, incident.number(), incident.state());
    return receipt(incident);
  }

  private ReportReceipt repeat(String caller, String key, byte[] hash) {
    IdempotencyKeys.FirstAnswer first = keys.find(caller, key).orElseThrow();
    if (!MessageDigest.isEqual(first.requestHash(), hash)) {
      throw new KeyReusedException();
    }
    return ReportReceipt.of(incidents.get(first.number()), first.state());
  }

  private Incident report(String caller, ReportRequest request) {
    List<Violation> violations = new ArrayList<>();
    Report report = request.read(caller, violations);
    Set<String> unreadable = violations.stream().map(Violation::field).collect(Collectors.toSet());
    reports.violationsOf(report).stream()
        .filter(violation -> !unreadable.contains(violation.field()))
        .forEach(violations::add);
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    return reports.report(report);
  }

  private static ReportReceipt receipt(Incident incident) {
    return ReportReceipt.of(incident, incident.state());
  }

  /** Of what was understood, so that a client may format its repeat differently. */
  private byte[] hash(ReportRequest request) {
    try {
      return Sha256.of(json.writeValueAsBytes(request));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
