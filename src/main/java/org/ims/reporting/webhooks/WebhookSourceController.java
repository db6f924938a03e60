package org.ims.reporting.webhooks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ims.engine.Caller;
import org.ims.incident.InvalidInputException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets administrators say which machines may report. */
@RestController
@RequestMapping(path = "/api/webhook-sources", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Webhook sources", description = "Machines that may report; for administrators")
class WebhookSourceController {

  private static final int MOST = 200;

  private final WebhookSourceAdministration administration;
  private final WebhookSources sources;
  private final Caller caller;
  private final Clock clock;
  private final int ratePerMinute;
  private final int stormThreshold;

  WebhookSourceController(
      WebhookSourceAdministration administration,
      WebhookSources sources,
      Caller caller,
      Clock clock,
      @Value("${ims.webhooks.rate-per-minute}") int ratePerMinute,
      @Value("${ims.webhooks.storm-threshold}") int stormThreshold) {
    this.administration = administration;
    this.sources = sources;
    this.caller = caller;
    this.clock = clock;
    this.ratePerMinute = ratePerMinute;
    this.stormThreshold = stormThreshold;
  }

  @Schema(name = "NewWebhookSource")
  record NewSource(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "The reporter of its incidents; never used twice",
              example = "prometheus")
          String name,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              allowableValues = {"alertmanager", "grafana", "cloudevents"},
              example = "alertmanager")
          String kind,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              allowableValues = {"bearer", "hmac"},
              example = "bearer")
          String authentication,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "What its alerts are about when nothing says otherwise",
              example = "network")
          String defaultService,
      @Schema(description = "How many deliveries are taken in a minute", example = "600")
          Integer ratePerMinute,
      @Schema(
              description = "How many new incidents a minute it may open before a storm",
              example = "20")
          Integer stormThreshold) {}

  @Schema(name = "WebhookSecret", description = "Shown once and kept nowhere in this form")
  record Secret(String name, String secret) {}

  @Schema(name = "WebhookSource")
  record Entry(
      String name,
      String kind,
      String authentication,
      String defaultService,
      int ratePerMinute,
      int stormThreshold,
      String createdBy,
      Instant createdAt,
      @Schema(nullable = true) Instant revokedAt) {

    static Entry of(WebhookSource source) {
      return new Entry(
          source.name(),
          source.kind().key(),
          source.authentication().name().toLowerCase(Locale.ROOT),
          source.defaultService(),
          source.ratePerMinute(),
          source.stormThreshold(),
          source.createdBy(),
          source.createdAt(),
          source.revokedAt());
    }
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Let a machine report",
      description = "The answer holds its secret, which is shown this one time.")
  @ApiResponse(responseCode = "201", description = "Created")
  @ApiResponse(responseCode = "409", description = "The name is taken")
  Secret create(@RequestBody NewSource request) {
    WebhookSource source =
        new WebhookSource(
            request.name(),
            choice("kind", WebhookSource.Kind.class, request.kind()),
            choice("authentication", WebhookSource.Authentication.class, request.authentication()),
            request.defaultService(),
            request.ratePerMinute() == null ? ratePerMinute : request.ratePerMinute(),
            request.stormThreshold() == null ? stormThreshold : request.stormThreshold(),
            caller.user(),
            clock.instant(),
            null);
    return new Secret(source.name(), administration.create(source));
  }

  @GetMapping
  @Operation(summary = "List the sources", description = "Revoked ones too; never a secret.")
  List<Entry> list() {
    return sources.all().stream().map(Entry::of).toList();
  }

  @PostMapping("/{name}/rotation")
  @Operation(
      summary = "Give a source a new secret",
      description =
          "The old ones stay good for the overlap, an ISO-8601 duration up to P30D; PT0S ends them"
              + " at once.")
  Secret rotate(
      @Parameter(example = "prometheus") @PathVariable String name,
      @Parameter(description = "How long the old secrets stay good", example = "PT24H")
          @RequestParam(defaultValue = "PT24H")
          String overlap) {
    return new Secret(name, administration.rotate(name, duration(overlap), caller.user()));
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Revoke a source",
      description = "Nothing of it is taken any more; its incidents and its record stay.")
  @ApiResponse(responseCode = "204", description = "Revoked")
  void revoke(@Parameter(example = "prometheus") @PathVariable String name) {
    administration.revoke(name, caller.user());
  }

  @GetMapping("/{name}/deliveries")
  @Operation(
      summary = "Read what a source delivered",
      description = "The latest deliveries, and how many were refused for which reason.")
  SourceAudit deliveries(@Parameter(example = "prometheus") @PathVariable String name) {
    administration.get(name);
    return new SourceAudit(sources.deliveries(name, MOST), sources.refusals(name, MOST));
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidInputException(
          "overlap", "duration", "Overlap must be an ISO-8601 duration, as PT24H.");
    }
  }

  /** Null for nothing, which the administration refuses; a word that is none of them here. */
  private static <E extends Enum<E>> E choice(String field, Class<E> vocabulary, String word) {
    if (word == null) {
      return null;
    }
    for (E constant : vocabulary.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
        return constant;
      }
    }
    throw new InvalidInputException(
        field,
        "choice",
        "%s%s must be one of %s."
            .formatted(
                Character.toUpperCase(field.charAt(0)),
                field.substring(1),
                Arrays.toString(vocabulary.getEnumConstants())
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[\\[\\]]", "")));
  }
}
