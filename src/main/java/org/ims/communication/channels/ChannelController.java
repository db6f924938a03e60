package org.ims.communication.channels;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.ims.communication.ChannelKind;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets administrators say where notices go besides mailboxes. */
@RestController
@RequestMapping(path = "/api/channels", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
    name = "Channels",
    description = "Chat rooms and programs that hear of incidents; for administrators")
class ChannelController {

  private static final int MOST = 200;

  private final ChannelAdministration administration;
  private final Channels channels;
  private final Caller caller;
  private final String language;

  ChannelController(
      ChannelAdministration administration,
      Channels channels,
      Caller caller,
      @Value("${ims.communication.language}") String language) {
    this.administration = administration;
    this.channels = channels;
    this.caller = caller;
    this.language = language;
  }

  @Schema(name = "NewChannel")
  record NewChannel(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "Recipients name it as channel:ops; never used twice",
              example = "ops")
          String name,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              allowableValues = {"slack", "teams", "webhook"},
              example = "slack")
          String kind,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "A secret: it is kept sealed and never shown",
              example = "https://hooks.slack.com/services/T000/B000/secret")
          String url,
      @Schema(description = "In which it is written to", example = "en") String language,
      @Schema(description = "Whether it may hear of restricted incidents", example = "false")
          Boolean restricted) {}

  @Schema(name = "NewChannelUrl")
  record NewUrl(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "A secret: it is kept sealed and never shown",
              example = "https://hooks.slack.com/services/T000/B000/next-secret")
          String url) {}

  @Schema(name = "ChannelKey")
  record Key(
      String name,
      @Schema(
              nullable = true,
              description = "With which deliveries to a webhook are signed; shown once")
          String secret) {}

  @Schema(name = "ChannelTest")
  record Tested(
      boolean delivered, @Schema(nullable = true, description = "Why not") String because) {}

  @Schema(name = "ChannelDeed", description = "Who did what with a channel")
  record Deed(
      Instant at,
      String actor,
      @Schema(example = "rotated") String action,
      @Schema(nullable = true) String outcome) {}

  @Schema(name = "Channel")
  record Entry(
      String name,
      String kind,
      String language,
      boolean restricted,
      boolean active,
      String createdBy,
      Instant createdAt,
      @Schema(nullable = true) Instant retiredAt,
      @Schema(nullable = true) Instant lastSuccessAt,
      @Schema(nullable = true) Instant lastFailureAt,
      @Schema(nullable = true, example = "The channel answers with code 404 (no_service).")
          String lastFailure) {

    static Entry of(Channel channel) {
      return new Entry(
          channel.name(),
          channel.kind().name().toLowerCase(Locale.ROOT),
          channel.language(),
          channel.restricted(),
          channel.isActive(),
          channel.createdBy(),
          channel.createdAt(),
          channel.retiredAt(),
          channel.lastSuccessAt(),
          channel.lastFailureAt(),
          channel.lastFailure());
    }
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Add a channel",
      description =
          "Only hosts that the setting ims.communication.channels.allowed-hosts names. The answer"
              + " for a webhook holds the key of its signatures, which is shown this one time.")
  @ApiResponse(responseCode = "201", description = "Created")
  @ApiResponse(responseCode = "409", description = "The name is taken")
  Key create(@RequestBody NewChannel request) {
    String secret =
        administration.create(
            request.name(),
            kind(request.kind()),
            request.url(),
            request.language() == null ? language : request.language(),
            Boolean.TRUE.equals(request.restricted()),
            caller.user());
    return new Key(request.name(), secret);
  }

  @GetMapping
  @Operation(summary = "List the channels", description = "Retired ones too; never a URL.")
  List<Entry> list() {
    return channels.all().stream().map(Entry::of).toList();
  }

  @PostMapping("/{name}/test")
  @Operation(
      summary = "Try a channel",
      description = "Sends a message at once that says it is a test.")
  Tested test(@Parameter(example = "ops") @PathVariable String name) {
    String because = administration.test(name, caller.user());
    return new Tested(because == null, because);
  }

  @PostMapping(path = "/{name}/rotation", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Give a channel a new URL",
      description =
          "The old one is forgotten. A webhook gets a new key too; for 24 hours its deliveries are"
              + " signed with both.")
  Key rotate(@Parameter(example = "ops") @PathVariable String name, @RequestBody NewUrl request) {
    return new Key(name, administration.rotate(name, request.url(), caller.user()));
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Retire a channel",
      description = "Nothing goes there any more; its name and its record stay.")
  @ApiResponse(responseCode = "204", description = "Retired")
  void retire(@Parameter(example = "ops") @PathVariable String name) {
    administration.retire(name, caller.user());
  }

  @GetMapping("/{name}/audit")
  @Operation(
      summary = "Read what was done with a channel",
      description = "Who created, tried, rotated and retired it; the newest first, at most 200.")
  List<Deed> audit(@Parameter(example = "ops") @PathVariable String name) {
    return administration.audit(name, MOST);
  }

  /** Null for nothing, which the administration refuses. */
  private static ChannelKind kind(String word) {
    if (word == null) {
      return null;
    }
    return switch (word) {
      case "slack" -> ChannelKind.SLACK;
      case "teams" -> ChannelKind.TEAMS;
      case "webhook" -> ChannelKind.WEBHOOK;
      default ->
          throw new InvalidInputException(
              "kind", "choice", "Kind must be one of slack, teams, webhook.");
    };
  }
}
