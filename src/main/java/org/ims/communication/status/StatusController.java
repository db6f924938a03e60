package org.ims.communication.status;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells programs what the status page tells people. */
@RestController
@Tag(name = "Status", description = "How the services are, as far as people were told")
class StatusController {

  private final StatusBoards boards;
  private final StatusCaching caching;

  StatusController(StatusBoards boards, StatusCaching caching) {
    this.boards = boards;
    this.caching = caching;
  }

  @Schema(name = "Status", description = "How the services are, as far as people were told")
  record Answer(
      @Schema(description = "Another one than before when something was published", example = "7")
          long version,
      @Schema(
              description = "How the worst of the services is",
              allowableValues = {"operational", "restoring", "disturbed"})
          String state,
      List<ServiceAnswer> services,
      @Schema(description = "Those that go on and those that are over, the newest first")
          List<IncidentAnswer> incidents) {}

  @Schema(name = "ServiceStatus", description = "A service and how it is")
  record ServiceAnswer(
      @Schema(description = "Absent without a login", example = "web-shop", nullable = true)
          String key,
      @Schema(example = "Web shop") String name,
      @Schema(allowableValues = {"operational", "restoring", "disturbed"}) String state,
      @Schema(
              description = "For how much of the time it was not disturbed, in percent",
              example = "99.95")
          double uptimePercent,
      @Schema(description = "The days on which it was not operational all the time")
          List<DayAnswer> days) {}

  @Schema(name = "StatusDay", description = "A day on which a service was not always operational")
  record DayAnswer(
      LocalDate date,
      @Schema(
              description = "What it was at its worst",
              allowableValues = {"restoring", "disturbed"})
          String state,
      @Schema(description = "For how many minutes it was disturbed", example = "95")
          long disturbedMinutes) {}

  @Schema(name = "StatusIncident", description = "An incident as far as people were told of it")
  record IncidentAnswer(
      @Schema(example = "INC-2026-000042") String number,
      @Schema(description = "The name of the service", example = "Web shop") String service,
      Instant startedAt,
      @Schema(description = "Absent while it goes on", nullable = true) Instant endedAt,
      @Schema(description = "The newest first") List<UpdateAnswer> updates) {}

  @Schema(name = "StatusUpdate", description = "What people were told at one time")
  record UpdateAnswer(
      @Schema(allowableValues = {"investigating", "identified", "monitoring", "resolved"})
          String status,
      @Schema(example = "We found the cause and are working on it.") String text,
      Instant publishedAt,
      @Schema(description = "When the next one is promised for", nullable = true)
          Instant nextUpdateAt) {}

  @GetMapping(path = "/api/status", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Tell how the services are",
      description =
          "All active services, what people inside were told of incidents, and how the services were"
              + " day by day. Where a service is shown outside, this answers without a login too,"
              + " with such services and what customers were told.")
  Answer status(HttpServletResponse response) {
    StatusBoard board = boards.board();
    caching.apply(board.readers(), response);
    return new Answer(
        board.version(),
        key(board.worst()),
        board.services().stream().map(service -> service(board.readers(), service)).toList(),
        board.incidents().stream().map(StatusController::incident).toList());
  }

  private static ServiceAnswer service(Readers readers, StatusBoard.ServiceStatus service) {
    return new ServiceAnswer(
        readers == Readers.INSIDE ? service.key() : null,
        service.name(),
        key(service.condition()),
        Math.floor(service.uptime().percent() * 100) / 100,
        service.uptime().days().stream()
            .filter(day -> day.worst() != Condition.OPERATIONAL)
            .map(day -> new DayAnswer(day.date(), key(day.worst()), day.disturbed().toMinutes()))
            .toList());
  }

  private static IncidentAnswer incident(ToldIncident incident) {
    return new IncidentAnswer(
        incident.number(),
        incident.serviceName(),
        incident.startedAt(),
        incident.endedAt(),
        incident.updates().stream()
            .map(
                update ->
                    new UpdateAnswer(
                        key(update.status()),
                        update.text(),
                        update.sentAt(),
                        update.nextUpdateAt()))
            .toList());
  }

  private static String key(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
