package org.ims.security;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ims.incident.InvalidInputException;
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

/** Lets people make tokens for their machines, see and revoke them. */
@RestController
@RequestMapping(path = "/api/tokens", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tokens", description = "Logins of machines, in the name of a user")
class ApiTokenController {

  private final ApiTokens tokens;

  ApiTokenController(ApiTokens tokens) {
    this.tokens = tokens;
  }

  @Schema(name = "NewToken")
  record NewToken(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "What it is for",
              maxLength = 80,
              example = "Nightly export")
          String name,
      @Schema(
              description = "To what it is narrowed; without any it may all that its owner may",
              example = "[\"incidents:read\"]")
          List<String> scopes,
      @Schema(
              description =
                  "For how long it is good (ISO-8601); at most and by default the longest"
                      + " that the operator allows",
              example = "P90D")
          String lifetime) {}

  @Schema(name = "Token", description = "A token, without its text")
  record Entry(
      long id,
      @Schema(description = "The login whose rights it has") String owner,
      String name,
      @Schema(description = "Empty for all that its owner may") List<String> scopes,
      Instant createdAt,
      Instant expiresAt,
      @Schema(nullable = true, description = "To the hour; absent when never") Instant lastUsedAt,
      @Schema(nullable = true) Instant revokedAt) {

    static Entry of(ApiToken token) {
      return new Entry(
          token.id(),
          token.owner(),
          token.name(),
          token.scopes(),
          token.createdAt(),
          token.expiresAt(),
          token.lastUsedAt(),
          token.revokedAt());
    }
  }

  @Schema(name = "MadeToken", description = "Shown once and kept nowhere in this form")
  record Made(@Schema(example = "ims_api_...") String secret, Entry token) {}

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Make a token",
      description =
          "For the caller's own account, whose rights it has and never more. The answer holds its"
              + " text, which is shown this one time; send it as Authorization: Bearer. Not with a"
              + " token.")
  @ApiResponse(responseCode = "201", description = "Made")
  Made create(@RequestBody NewToken request) {
    ApiTokens.Made made =
        tokens.create(request.name(), request.scopes(), duration(request.lifetime()));
    return new Made(made.text(), Entry.of(made.token()));
  }

  @GetMapping
  @Operation(
      summary = "List tokens",
      description =
          "The caller's own, for administrators those of all; the newest first, at most 500, revoked"
              + " and expired ones too. Not with a token.")
  List<Entry> list() {
    return tokens.list().stream().map(Entry::of).toList();
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Revoke a token",
      description =
          "Nothing that shows it is answered any more. One's own, for administrators any. Not with"
              + " a token.")
  @ApiResponse(responseCode = "204", description = "Revoked")
  void revoke(@Parameter(example = "17") @PathVariable long id) {
    tokens.revoke(id);
  }

  private static Duration duration(String text) {
    try {
      return text == null ? null : Duration.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidInputException(
          "lifetime", "duration", "Lifetime must be an ISO-8601 duration, as P90D.");
    }
  }
}
