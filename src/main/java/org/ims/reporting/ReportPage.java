package org.ims.reporting;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ims.catalogue.Services;
import org.ims.engine.Caller;
import org.ims.engine.web.PageLink;
import org.ims.engine.web.PublicPages;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.InvalidInputException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** One screen on which anybody in the organisation reports, without Tasklist. */
@Controller
class ReportPage {

  private static final String SHOWN_AT = "ims.report.shownAt";

  /** Where a report stands, in the words that somebody outside the response knows. */
  enum Stage {
    REPORTED,
    LOOKED_AT,
    QUESTION,
    IN_WORK,
    RESOLVED,
    CLOSED,
    ENDED;

    static Stage of(IncidentState state) {
      return switch (state) {
        case REPORTED -> REPORTED;
        case TRIAGE -> LOOKED_AT;
        case AWAITING_INFO -> QUESTION;
        case ASSESSED, RESPONDING, CONTAINED, RECOVERING, ON_HOLD -> IN_WORK;
        case RESOLVED, REVIEW, IMPROVING -> RESOLVED;
        case CLOSED -> CLOSED;
        case REJECTED, DUPLICATE, CANCELLED -> ENDED;
      };
    }
  }

  /** There is no such link, or it is not this reader's. */
  @ResponseStatus(code = HttpStatus.NOT_FOUND, reason = "There is no such report.")
  static class UnknownReportException extends RuntimeException {}

  /** More reports without a login than are taken. */
  @ResponseStatus(
      code = HttpStatus.TOO_MANY_REQUESTS,
      reason = "Too many reports came in; please telephone, or try again later.")
  static class TooManyReportsException extends RuntimeException {}

  private final PageReports reports;
  private final Services services;
  private final ReportPageSettings settings;
  private final OpenReportLimits limits;
  private final Caller caller;
  private final Clock clock;

  ReportPage(
      PageReports reports,
      Services services,
      ReportPageSettings settings,
      OpenReportLimits limits,
      Caller caller,
      Clock clock) {
    this.reports = reports;
    this.services = services;
    this.settings = settings;
    this.limits = limits;
    this.caller = caller;
    this.clock = clock;
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(ReportPageSettings.class)
  static class Openings {

    @Bean
    PageLink reportLink() {
      return new PageLink(10, "report.link", "/report", Set.of());
    }

    /** Reporting and following, but never anybody's list. */
    @Bean
    PublicPages publicReporting(ReportPageSettings settings) {
      return request -> {
        String path = request.getServletPath();
        return settings.open()
            && (path.equals("/report")
                || path.equals("/report/thanks")
                || path.startsWith("/report/follow/"));
      };
    }
  }

  @GetMapping("/report")
  String form(Model model, HttpServletRequest request) {
    if (isAnonymous()) {
      request.getSession().setAttribute(SHOWN_AT, clock.instant());
    }
    return show(model, ReportForm.blank(reports.newToken(), clock.instant()), Map.of());
  }

  @PostMapping("/report")
  String report(
      @ModelAttribute ReportForm form,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (form.key() == null || !form.key().matches("[A-Za-z0-9_-]{32}")) {
      throw new InvalidInputException("key", "form", "Open the form again.");
    }
    String reporter = caller.user();
    if (isAnonymous()) {
      if (isMachine(form, request)) {
        // It is not told that it was recognised.
        return "redirect:/report/thanks";
      }
      if (!limits.take(request.getRemoteAddr())) {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(settings.window().toSeconds()));
        throw new TooManyReportsException();
      }
      reporter = settings.reporter();
    }
    try {
      return "redirect:/report/follow/" + reports.accept(form, reporter) + "?new";
    } catch (InvalidInputException e) {
      Map<String, String> errors = new LinkedHashMap<>();
      e.violations()
          .forEach(violation -> errors.putIfAbsent(violation.field(), violation.message()));
      response.setStatus(HttpStatus.BAD_REQUEST.value());
      return show(model, form, errors);
    } catch (PageReports.OtherWordsException e) {
      model.addAttribute("sentBefore", true);
      response.setStatus(HttpStatus.CONFLICT.value());
      return show(model, form.withKey(reports.newToken()), Map.of());
    }
  }

  @GetMapping("/report/thanks")
  String thanks() {
    return "report-thanks";
  }

  @GetMapping("/report/follow/{token}")
  String follow(@PathVariable String token, Model model) {
    Incident incident =
        reports.follow(token).filter(this::mayFollow).orElseThrow(UnknownReportException::new);
    model.addAttribute("number", incident.number());
    // "title" is the name of the page itself.
    model.addAttribute(
        "reportTitle", incident.report().restricted() ? null : incident.report().title());
    model.addAttribute("stage", Stage.of(incident.state()));
    model.addAttribute("stages", Stage.values());
    return "report-follow";
  }

  @GetMapping("/report/mine")
  String mine(Model model) {
    model.addAttribute("reports", reports.of(caller.user()));
    return "report-mine";
  }

  /** Who has the link of an open page, and otherwise the reporter alone. */
  private boolean mayFollow(Incident incident) {
    return incident.report().reporter().equals(caller.user())
        || (settings.open() && incident.report().reporter().equals(settings.reporter()));
  }

  private String show(Model model, ReportForm form, Map<String, String> errors) {
    model.addAttribute("form", form);
    model.addAttribute("errors", errors);
    model.addAttribute("services", services.findByActiveTrueOrderByName());
    model.addAttribute("anonymous", isAnonymous());
    return "report";
  }

  private boolean isAnonymous() {
    return caller.user().isEmpty();
  }

  /** A person sees the form before sending it, takes a while, and leaves alone what is hidden. */
  private boolean isMachine(ReportForm form, HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    Optional<Instant> shownAt =
        Optional.ofNullable(session).map(known -> (Instant) known.getAttribute(SHOWN_AT));
    return (form.website() != null && !form.website().isEmpty())
        || shownAt.isEmpty()
        || clock.instant().isBefore(shownAt.get().plus(settings.soonest()));
  }
}
