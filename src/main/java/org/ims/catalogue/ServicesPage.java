package org.ims.catalogue;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ims.incident.InvalidInputException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where everybody sees which services there are, and process owners keep them. The pages that are
 * no service have an underscore in front, which no key has.
 */
@Controller
@RequestMapping("/services")
class ServicesPage {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Catalogue catalogue;

  ServicesPage(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** One service of the list. */
  record Row(
      String key,
      String name,
      String ownerTeam,
      boolean criticalFunction,
      String rto,
      boolean statusPublic,
      boolean active) {

    static Row of(CatalogueEntry entry) {
      return new Row(
          entry.key(),
          entry.name(),
          entry.ownerTeam(),
          entry.criticalFunction(),
          span(entry.rto()),
          entry.statusPublic(),
          entry.active());
    }
  }

  /** A link to another service. */
  record Link(String key, String name, boolean active) {

    static Link of(CatalogueEntry entry) {
      return new Link(entry.key(), entry.name(), entry.active());
    }
  }

  /** One contract, in words. */
  record Deadline(String contract, String recipient, String within) {}

  /** One change with all fields that it changed, as the page shows it. */
  record Change(String at, String by, String origin, List<FieldChange> fields) {

    static List<Change> of(List<CatalogueChange> changes) {
      Map<Integer, List<CatalogueChange>> byVersion = new LinkedHashMap<>();
      changes.forEach(
          change ->
              byVersion.computeIfAbsent(change.version(), any -> new ArrayList<>()).add(change));
      return byVersion.values().stream()
          .map(
              fields ->
                  new Change(
                      TIME.format(fields.get(0).at().atZone(ZoneId.systemDefault())),
                      fields.get(0).by(),
                      fields.get(0).origin().name(),
                      fields.stream()
                          .map(
                              field ->
                                  new FieldChange(field.field(), field.before(), field.after()))
                          .toList()))
          .toList();
    }
  }

  /** One field of a change. */
  record FieldChange(String field, String before, String after) {}

  /** One fault of a file; line and column are empty where the whole of it is meant. */
  record FaultRow(String line, String column, String message) {

    static FaultRow of(RowFault fault) {
      boolean whole = fault.line() == 0;
      return new FaultRow(
          whole ? "" : String.valueOf(fault.line()),
          whole ? "" : fault.fault().field(),
          fault.violation().message());
    }
  }

  @GetMapping
  String list(
      @RequestParam(name = "q", defaultValue = "") String text,
      @RequestParam(name = "retired", required = false) String retired,
      Model model) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    model.addAttribute(
        "rows",
        catalogue.all().values().stream()
            .filter(entry -> entry.active() || retired != null)
            .filter(entry -> matches(entry, wanted))
            .map(Row::of)
            .toList());
    model.addAttribute("q", text);
    model.addAttribute("retired", retired != null);
    return shown("services", model);
  }

  @GetMapping("/{key}")
  String service(@PathVariable String key, Model model) {
    Map<String, CatalogueEntry> all = catalogue.all();
    CatalogueEntry entry = all.get(key);
    if (entry == null) {
      throw new Catalogue.UnknownServiceException();
    }
    model.addAttribute("service", entry);
    model.addAttribute("rto", span(entry.rto()));
    model.addAttribute("rpo", span(entry.rpo()));
    model.addAttribute(
        "deadlines",
        entry.contractDeadlines().stream()
            .map(
                deadline ->
                    new Deadline(
                        deadline.contract(), deadline.recipient(), span(deadline.within())))
            .toList());
    model.addAttribute(
        "dependsOn", entry.dependsOn().stream().map(all::get).map(Link::of).toList());
    model.addAttribute(
        "neededBy",
        all.values().stream()
            .filter(other -> other.dependsOn().contains(key))
            .map(Link::of)
            .toList());
    model.addAttribute("changes", Change.of(catalogue.changes(key)));
    return shown("service", model);
  }

  @GetMapping("/_new")
  String blank(Model model) {
    requireChange();
    return form(model, ServiceForm.blank(), true, Map.of());
  }

  @PostMapping("/_new")
  String create(
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      RedirectAttributes told) {
    requireChange();
    ServiceForm form = ServiceForm.of(request, null);
    if (request.getParameter("more") != null) {
      return form(model, form.withMoreLines(), true, Map.of());
    }
    try {
      CatalogueEntry entry =
          catalogue.create(form.draft(CatalogueEntry.ACTIVE), CatalogueChange.Origin.PAGE);
      told.addFlashAttribute("told", "services.added");
      return "redirect:/services/" + entry.key();
    } catch (InvalidInputException e) {
      response.setStatus(HttpStatus.BAD_REQUEST.value());
      return form(model, form, true, errors(e));
    }
  }

  @GetMapping("/{key}/edit")
  String edit(@PathVariable String key, Model model) {
    requireChange();
    return form(model, ServiceForm.of(catalogue.get(key)), false, Map.of());
  }

  @PostMapping("/{key}/edit")
  String change(
      @PathVariable String key,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      RedirectAttributes told) {
    requireChange();
    ServiceForm form = ServiceForm.of(request, key);
    if (request.getParameter("more") != null) {
      return form(model, form.withMoreLines(), false, Map.of());
    }
    CatalogueEntry present = catalogue.get(key);
    try {
      catalogue.change(form.draft(present.state()), form.version(), CatalogueChange.Origin.PAGE);
      told.addFlashAttribute("told", "services.changed");
      return "redirect:/services/" + key;
    } catch (InvalidInputException e) {
      response.setStatus(HttpStatus.BAD_REQUEST.value());
      return form(model, form, false, errors(e));
    } catch (Catalogue.StaleServiceException e) {
      // What the person entered stays; saving it again is a decision made in sight of the other's.
      model.addAttribute(
          "meanwhile",
          Change.of(
              catalogue.changes(key).stream()
                  .filter(change -> change.version() > form.version())
                  .toList()));
      response.setStatus(HttpStatus.CONFLICT.value());
      return form(model, form.withVersion(catalogue.get(key).version()), false, Map.of());
    }
  }

  /** Offers it no more, or again. */
  @PostMapping("/{key}/state")
  String offer(
      @PathVariable String key,
      @RequestParam boolean offered,
      @RequestParam int version,
      HttpServletResponse response,
      Model model,
      RedirectAttributes told) {
    try {
      catalogue.offer(key, offered, version, CatalogueChange.Origin.PAGE);
      told.addFlashAttribute("told", offered ? "services.offered" : "services.retired.done");
      return "redirect:/services/" + key;
    } catch (InvalidInputException e) {
      model.addAttribute("problems", e.violations());
      response.setStatus(HttpStatus.BAD_REQUEST.value());
    } catch (Catalogue.StaleServiceException e) {
      model.addAttribute("stale", true);
      response.setStatus(HttpStatus.CONFLICT.value());
    }
    return service(key, model);
  }

  @GetMapping("/_import")
  String importForm(Model model) {
    requireChange();
    return shown("services-import", model);
  }

  /**
   * @param file chosen by the person; empty when what was checked before is imported
   * @param csv what was checked before
   */
  @PostMapping("/_import")
  String importFile(
      @RequestParam(required = false) MultipartFile file,
      @RequestParam(required = false) String csv,
      @RequestParam(required = false) String dryRun,
      HttpServletResponse response,
      Model model,
      RedirectAttributes told)
      throws IOException {
    requireChange();
    byte[] bytes =
        file != null && !file.isEmpty()
            ? file.getBytes()
            : Objects.requireNonNullElse(csv, "").getBytes(StandardCharsets.UTF_8);
    try {
      CatalogueResult result = catalogue.take(bytes, dryRun != null);
      if (dryRun == null) {
        told.addFlashAttribute("result", result);
        return "redirect:/services";
      }
      model.addAttribute("result", result);
      model.addAttribute("csv", new String(bytes, StandardCharsets.UTF_8));
    } catch (Catalogue.FaultyFileException e) {
      model.addAttribute("faults", e.faults().stream().map(FaultRow::of).toList());
      response.setStatus(HttpStatus.BAD_REQUEST.value());
    }
    return shown("services-import", model);
  }

  @GetMapping("/_export")
  ResponseEntity<String> export() {
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"services.csv\"")
        .body(CatalogueFile.writeForSpreadsheets(catalogue.all().values()));
  }

  private String form(Model model, ServiceForm form, boolean fresh, Map<String, String> errors) {
    model.addAttribute("form", form);
    model.addAttribute("fresh", fresh);
    model.addAttribute("errors", errors);
    SortedSet<String> teams = new TreeSet<>(catalogue.teams());
    // Else the form would silently choose another team for a service whose team has gone.
    Stream.of(form.ownerTeam(), form.supplierTeam())
        .filter(team -> !team.isBlank())
        .forEach(teams::add);
    model.addAttribute("teams", teams);
    model.addAttribute(
        "others",
        catalogue.all().values().stream()
            .filter(other -> other.active() || form.dependsOn().contains(other.key()))
            .filter(other -> !other.key().equals(form.key()))
            .sorted(Comparator.comparing(CatalogueEntry::name))
            .map(Link::of)
            .toList());
    return shown("service-form", model);
  }

  private String shown(String page, Model model) {
    model.addAttribute("mayChange", catalogue.mayChange());
    model.addAttribute("file", catalogue.mayKeep() ? catalogue.file() : null);
    return page;
  }

  private void requireChange() {
    if (!catalogue.mayKeep()) {
      throw new AccessDeniedException("Process owners and administrators keep the catalogue.");
    }
    if (!catalogue.mayChange()) {
      throw new Catalogue.KeptByFileException();
    }
  }

  private static Map<String, String> errors(InvalidInputException failure) {
    Map<String, String> errors = new LinkedHashMap<>();
    failure
        .violations()
        .forEach(
            violation ->
                errors.merge(violation.field(), violation.message(), (a, b) -> a + " " + b));
    return errors;
  }

  private static boolean matches(CatalogueEntry entry, String text) {
    return Stream.of(entry.key(), entry.name(), entry.ownerTeam(), entry.supplierTeam())
        .filter(Objects::nonNull)
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(text));
  }

  /** As people say it; the signs are those of the metric system, the same in each language. */
  static String span(Duration duration) {
    StringBuilder words = new StringBuilder();
    part(words, duration.toDays(), "d");
    part(words, duration.toHoursPart(), "h");
    part(words, duration.toMinutesPart(), "min");
    return words.isEmpty() ? "0 min" : words.toString();
  }

  private static void part(StringBuilder words, long count, String unit) {
    if (count > 0) {
      words.append(words.isEmpty() ? "" : " ").append(count).append('\u00a0').append(unit);
    }
  }
}
