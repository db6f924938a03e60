package org.ims.catalogue;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ims.catalogue.ServiceDraft.DeadlineDraft;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Violation;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells programs which services there are, and lets the catalogue be kept by them. */
@RestController
@Tag(name = "Services", description = "The service catalogue")
class CatalogueController {

  private static final String CSV = "text/csv";
  private static final String PROBLEM = MediaType.APPLICATION_PROBLEM_JSON_VALUE;
  private static final String PROBLEM_SCHEMA = "#/components/schemas/Problem";
  private static final String ACTIVE = "active";
  private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,9})\"");
  private static final String ETAG_DESCRIPTION = "The version, to be sent as If-Match";

  private final Catalogue catalogue;

  CatalogueController(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Schema(name = "ContractDeadline", description = "Whom a contract wants to be told, and how soon")
  record DeadlineEntry(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Acquiring agreement")
          String contract,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "Whom to tell",
              example = "Security desk of the payment provider")
          String recipient,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "ISO-8601 duration after the incident is known",
              example = "PT4H")
          String within) {}

  @Schema(name = "Service", description = "A service of the organisation")
  record ServiceEntry(
      @Schema(description = "What a report gives as its service", example = "web-shop") String key,
      @Schema(example = "Web shop") String name,
      @Schema(description = "The team that runs it", example = "commerce") String ownerTeam,
      @Schema(
              description = "The team that speaks for its supplier",
              example = "hosting-provider",
              nullable = true)
          String supplierTeam,
      @Schema(
              description = "Whether it supports a critical or important function",
              example = "true")
          boolean criticalFunction,
      @Schema(description = "Recovery time objective, ISO-8601", example = "PT1H") String rto,
      @Schema(description = "Recovery point objective, ISO-8601", example = "PT5M") String rpo,
      List<DeadlineEntry> contractDeadlines,
      @Schema(
              description = "Keys of the services without which it does not work",
              example = "[\"network\"]")
          List<String> dependsOn,
      @Schema(description = "Whether its state may be shown to the public", example = "false")
          boolean statusPublic,
      @Schema(
              description = "A retired service stays for old incidents and takes no new ones",
              allowableValues = {"active", "retired"},
              example = "active")
          String state,
      @Schema(description = "Counts its changes", example = "3") int version) {

    static ServiceEntry of(CatalogueEntry entry) {
      return new ServiceEntry(
          entry.key(),
          entry.name(),
          entry.ownerTeam(),
          entry.supplierTeam(),
          entry.criticalFunction(),
          entry.rto().toString(),
          entry.rpo().toString(),
          entry.contractDeadlines().stream()
              .map(
                  deadline ->
                      new DeadlineEntry(
                          deadline.contract(), deadline.recipient(), deadline.within().toString()))
              .toList(),
          entry.dependsOn(),
          entry.statusPublic(),
          entry.state(),
          entry.version());
    }
  }

  @Schema(name = "ServiceValues", description = "A service as it shall be")
  record ServiceValues(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 120, example = "Web shop")
          String name,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "A team that has a group",
              example = "commerce")
          String ownerTeam,
      @Schema(nullable = true, example = "hosting-provider") String supplierTeam,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "true")
          Boolean criticalFunction,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "PT1H") String rto,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "PT5M") String rpo,
      @Schema(description = "None without it") List<DeadlineEntry> contractDeadlines,
      @Schema(description = "None without it", example = "[\"network\"]") List<String> dependsOn,
      @Schema(description = "No without it", example = "false") Boolean statusPublic,
      @Schema(
              description = "Active without it",
              allowableValues = {"active", "retired"},
              example = "active")
          String state) {

    ServiceDraft draft(String key) {
      return new ServiceDraft(
          key,
          name,
          ownerTeam,
          supplierTeam,
          criticalFunction == null ? null : CatalogueEntry.yesOrNo(criticalFunction),
          rto,
          rpo,
          contractDeadlines == null
              ? List.of()
              : contractDeadlines.stream()
                  .map(
                      deadline ->
                          deadline == null
                              ? new DeadlineDraft(null, null, null)
                              : new DeadlineDraft(
                                  deadline.contract(), deadline.recipient(), deadline.within()))
                  .toList(),
          dependsOn == null ? List.of() : dependsOn,
          CatalogueEntry.yesOrNo(Boolean.TRUE.equals(statusPublic)),
          state);
    }
  }

  @Schema(name = "ServiceChange", description = "One field of one change")
  record ChangeEntry(
      @Schema(description = "The version that it made", example = "3") int version,
      Instant at,
      @Schema(
              description = "A login; absent where no person did it",
              example = "process-owner",
              nullable = true)
          String by,
      @Schema(description = "By which way it came") CatalogueChange.Origin origin,
      @Schema(example = "rto") String field,
      @Schema(description = "Absent where the service was new", example = "PT4H", nullable = true)
          String before,
      @Schema(example = "PT1H") String after) {

    static ChangeEntry of(CatalogueChange change) {
      return new ChangeEntry(
          change.version(),
          change.at(),
          change.by(),
          change.origin(),
          change.field(),
          change.before(),
          change.after());
    }
  }

  @Schema(name = "ServiceImport", description = "What became of the services of a file, by key")
  record ImportEntry(
      @Schema(description = "Whether it was only tried", example = "true") boolean dryRun,
      @Schema(example = "[\"web-shop\"]") List<String> added,
      @Schema(example = "[\"mail\"]") List<String> changed,
      @Schema(example = "[]") List<String> retired,
      @Schema(description = "How many were like that already", example = "12") int unchanged) {}

  /** One broken rule of a file, where a person finds it. */
  record FileFault(Long line, String column, String field, String rule, String message) {

    static FileFault of(RowFault fault) {
      Violation violation = fault.violation();
      return new FileFault(
          fault.line() == 0 ? null : fault.line(),
          fault.line() == 0 ? null : fault.fault().field(),
          violation.field(),
          violation.rule(),
          violation.message());
    }
  }

  @GetMapping(path = "/api/services", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "List the services that an incident can be reported for",
      description = "The active services of the catalogue, by name; with state also the others.")
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      description = "Which services",
      schema =
          @Schema(
              type = "string",
              allowableValues = {"active", "retired", "all"},
              defaultValue = "active"))
  List<ServiceEntry> services(
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
    refuseOthers(parameters, Set.of("state"));
    Predicate<CatalogueEntry> wanted =
        switch (Objects.requireNonNullElse(parameters.getFirst("state"), ACTIVE)) {
          case ACTIVE -> CatalogueEntry::active;
          case "retired" -> entry -> !entry.active();
          case "all" -> entry -> true;
          default ->
              throw new InvalidInputException(
                  "state", "choice", "State must be active, retired or all.");
        };
    return catalogue.all().values().stream().filter(wanted).map(ServiceEntry::of).toList();
  }

  @GetMapping(path = "/api/services/{key}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Read a service", description = "A retired one too.")
  @ApiResponse(
      responseCode = "200",
      description = "The service",
      headers =
          @Header(
              name = HttpHeaders.ETAG,
              description = ETAG_DESCRIPTION,
              schema = @Schema(type = "string", example = "\"3\"")))
  ResponseEntity<ServiceEntry> service(@Parameter(example = "web-shop") @PathVariable String key) {
    return answer(HttpStatus.OK, catalogue.get(key));
  }

  @PutMapping(
      path = "/api/services/{key}",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Add or change a service",
      description =
          "All of it: what is left out is empty afterwards. A change names the version from which it"
              + " started in If-Match. For process owners and administrators, unless the"
              + " configuration names a file as the catalogue.")
  @ApiResponse(responseCode = "200", description = "Changed")
  @ApiResponse(responseCode = "201", description = "Added")
  @ApiResponse(
      responseCode = "403",
      description = "Not for you, or the catalogue is kept in a file",
      content = @Content(mediaType = PROBLEM, schema = @Schema(ref = PROBLEM_SCHEMA)))
  @ApiResponse(
      responseCode = "412",
      description = "Somebody else changed it since that version",
      content = @Content(mediaType = PROBLEM, schema = @Schema(ref = PROBLEM_SCHEMA)))
  @ApiResponse(
      responseCode = "428",
      description = "It is there already, and If-Match is missing",
      content = @Content(mediaType = PROBLEM, schema = @Schema(ref = PROBLEM_SCHEMA)))
  ResponseEntity<ServiceEntry> put(
      @Parameter(example = "web-shop") @PathVariable String key,
      @Parameter(
              description = "The ETag of the version from which the change started, or * for any",
              example = "\"3\"")
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          String ifMatch,
      @RequestBody ServiceValues values) {
    ServiceDraft draft = values.draft(key);
    if (ifMatch != null) {
      return answer(
          HttpStatus.OK, catalogue.change(draft, version(ifMatch), CatalogueChange.Origin.API));
    }
    if (catalogue.mayChange() && catalogue.find(key).isPresent()) {
      throw new Catalogue.UnnamedVersionException();
    }
    return answer(HttpStatus.CREATED, catalogue.create(draft, CatalogueChange.Origin.API));
  }

  @PostMapping(path = "/api/services/{key}/retirement", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Retire a service",
      description =
          "It stays for old incidents and takes no new ones. Refused while other services depend on"
              + " it. For process owners and administrators.")
  @ApiResponse(responseCode = "200", description = "Retired")
  @ApiResponse(
      responseCode = "403",
      description = "Not for you, or the catalogue is kept in a file",
      content = @Content(mediaType = PROBLEM, schema = @Schema(ref = PROBLEM_SCHEMA)))
  @ApiResponse(
      responseCode = "412",
      description = "Somebody else changed it since that version",
      content = @Content(mediaType = PROBLEM, schema = @Schema(ref = PROBLEM_SCHEMA)))
  ResponseEntity<ServiceEntry> retire(
      @Parameter(example = "web-shop") @PathVariable String key,
      @Parameter(description = "As for a change, but not required", example = "\"3\"")
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          String ifMatch) {
    return answer(
        HttpStatus.OK,
        catalogue.offer(
            key, false, ifMatch == null ? null : version(ifMatch), CatalogueChange.Origin.API));
  }

  @GetMapping(path = "/api/services/{key}/changes", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Read who changed a service",
      description = "Every field that was ever changed, the newest change first.")
  List<ChangeEntry> changes(@Parameter(example = "web-shop") @PathVariable String key) {
    return catalogue.changes(key).stream().map(ChangeEntry::of).toList();
  }

  @GetMapping(path = "/api/services.csv", produces = CSV)
  @Operation(
      summary = "Export the catalogue",
      description =
          "As CSV (UTF-8) that can be imported again, retired services too. A value that a"
              + " spreadsheet would take for a formula begins with an apostrophe, which the import"
              + " takes away.")
  @ApiResponse(
      responseCode = "200",
      description = "The catalogue",
      content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
  ResponseEntity<String> export() {
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"services.csv\"")
        .body(CatalogueFile.write(catalogue.all().values()));
  }

  @PostMapping(
      path = "/api/services/import",
      consumes = CSV,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Import services",
      description =
          "All of the file or nothing; every fault of every line is told at once, with line and"
              + " column. Services that the file does not name stay as they are. For process owners"
              + " and administrators.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = CSV,
                      schema = @Schema(type = "string"),
                      examples =
                          @ExampleObject(
                              "key,name,ownerTeam,supplierTeam,criticalFunction,rto,rpo\n"
                                  + "web-shop,Web shop,commerce,,yes,PT1H,PT5M\n"))))
  @Parameter(
      name = "dryRun",
      in = ParameterIn.QUERY,
      description = "Only say what would be done",
      schema = @Schema(type = "boolean", defaultValue = "false"))
  @ApiResponse(responseCode = "200", description = "Imported, or tried")
  @ApiResponse(
      responseCode = "403",
      description = "Not for you, or the catalogue is kept in a file",
      content = @Content(mediaType = PROBLEM, schema = @Schema(ref = PROBLEM_SCHEMA)))
  @ApiResponse(
      responseCode = "415",
      description = "The body is not CSV",
      content = @Content(mediaType = PROBLEM, schema = @Schema(ref = PROBLEM_SCHEMA)))
  ImportEntry importFile(
      @RequestBody byte[] csv,
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
    refuseOthers(parameters, Set.of("dryRun"));
    String dryRun = Objects.requireNonNullElse(parameters.getFirst("dryRun"), "false");
    if (!dryRun.equals("true") && !dryRun.equals("false")) {
      // A slip must not import what was only to be tried.
      throw new InvalidInputException("dryRun", "choice", "Dry run must be true or false.");
    }
    boolean tried = dryRun.equals("true");
    CatalogueResult result = catalogue.take(csv, tried);
    return new ImportEntry(
        tried, result.added(), result.changed(), result.retired(), result.unchanged());
  }

  /** In the order of the lines, which a client could not restore from their names. */
  @ExceptionHandler(Catalogue.FaultyFileException.class)
  ResponseEntity<ProblemDetail> faulty(Catalogue.FaultyFileException failure) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST,
            "The file breaks the rules that are listed in errors; nothing of it was taken.");
    problem.setProperty("errors", failure.faults().stream().map(FileFault::of).toList());
    return ResponseEntity.badRequest()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static ResponseEntity<ServiceEntry> answer(HttpStatus status, CatalogueEntry entry) {
    return ResponseEntity.status(status)
        .eTag("\"" + entry.version() + "\"")
        .body(ServiceEntry.of(entry));
  }

  /** Null for any. */
  private static Integer version(String ifMatch) {
    if (ifMatch.strip().equals("*")) {
      return null;
    }
    Matcher etag = ETAG.matcher(ifMatch.strip());
    if (!etag.matches()) {
      throw new InvalidInputException(
          HttpHeaders.IF_MATCH, "etag", "If-Match must be the ETag of a version, as \"3\".");
    }
    return Integer.valueOf(etag.group(1));
  }

  private static void refuseOthers(MultiValueMap<String, String> parameters, Set<String> known) {
    List<Violation> violations = new ArrayList<>();
    for (String name : new TreeSet<>(parameters.keySet())) {
      if (!known.contains(name)) {
        violations.add(new Violation(name, "unknown", "There is no such parameter."));
      } else if (parameters.get(name).size() > 1) {
        violations.add(new Violation(name, "single", "It can be given once only."));
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
  }
}
