package org.ims.reporting.webhooks;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.ims.engine.web.Outcome;
import org.ims.incident.InvalidInputException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes what monitoring systems and other tools send of their own accord. */
@RestController
@RequestMapping(path = "/api/webhooks", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Webhooks", description = "Reports from machines, which log in as webhook sources")
class WebhookController {

  private static final String EXPLANATION =
      "The source proves itself by 'Authorization: Bearer <token>', or by the headers"
          + " webhook-source, webhook-id, webhook-timestamp and webhook-signature (Standard"
          + " Webhooks, HMAC-SHA256). The delivery is stored when, and only when, the answer is 2xx"
          + " with an outcome in its body; after any other answer, or none, send it again.";

  /** How often a delivery is taken anew because somebody works on its incident. */
  private static final int TRIES = 5;

  private final AlertIntake intake;
  private final Clock clock;

  WebhookController(AlertIntake intake, Clock clock) {
    this.intake = intake;
    this.clock = clock;
  }

  /** Grafana speaks Alertmanager's format; the path tells the two kinds of source apart. */
  @PostMapping(
      path = {"/alertmanager", "/grafana"},
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Take a notification of Prometheus Alertmanager or Grafana alerting",
      description = EXPLANATION)
  @ApiResponse(responseCode = "200", description = "Taken")
  @ApiResponse(responseCode = "201", description = "Taken, and an incident opened")
  ResponseEntity<AlertReceipt> notification(
      @Parameter(hidden = true) @RequestAttribute(WebhookFilter.SOURCE) WebhookSource source,
      @Parameter(hidden = true)
          @RequestAttribute(name = WebhookFilter.DELIVERY_ID, required = false)
          String deliveryId,
      @RequestBody AlertmanagerMessage message) {
    return taken(source, deliveryId, message.read());
  }

  @PostMapping("/cloudevents")
  @Operation(
      summary = "Take an event (CloudEvents 1.0)",
      description =
          "Structured (application/cloudevents+json) or binary (ce- headers). Events of one source"
              + " and subject belong together; one whose data says status resolved, or whose type"
              + " ends with .resolved, is the end of it. "
              + EXPLANATION,
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = "application/cloudevents+json",
                    schema = @Schema(type = "object")),
                @Content(mediaType = "application/json", schema = @Schema(type = "object"))
              }))
  @ApiResponse(responseCode = "200", description = "Taken")
  @ApiResponse(responseCode = "201", description = "Taken, and an incident opened")
  ResponseEntity<AlertReceipt> cloudEvents(
      @Parameter(hidden = true) @RequestAttribute(WebhookFilter.SOURCE) WebhookSource source,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      @RequestBody byte[] body) {
    EventMessage event = EventMessage.of(event(headers, body));
    return taken(source, event.deliveryId(), event.read(clock.instant()));
  }

  private static CloudEvent event(HttpHeaders headers, byte[] body) {
    try {
      MessageReader reader =
          HttpMessageFactory.createReader(
              consumer -> {
                for (Map.Entry<String, List<String>> header : headers.entrySet()) {
                  header.getValue().forEach(value -> consumer.accept(header.getKey(), value));
                }
              },
              body);
      return reader.toEvent();
    } catch (EventDeserializationException
        | CloudEventRWException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new InvalidInputException(
          "body", "cloudevents-1.0", "The request holds no event as CloudEvents 1.0 defines it.");
    }
  }

  /**
   * A machine cannot read again and decide anew, as a person would who was overtaken, and gives up
   * on whatever is answered with 4xx.
   */
  private ResponseEntity<AlertReceipt> taken(
      WebhookSource source, String deliveryId, AlertNotice notice) {
    for (int i = 0; i < TRIES; i++) {
      try {
        return answer(intake.accept(source, deliveryId, notice));
      } catch (RuntimeException e) {
        if (Outcome.of(e).filter(Outcome.CONFLICT::equals).isEmpty()) {
          throw e;
        }
      }
    }
    throw new TransientDataAccessResourceException("Overtaken too often; to be sent again");
  }

  private static ResponseEntity<AlertReceipt> answer(AlertReceipt receipt) {
    HttpStatus status =
        receipt.outcome() == AlertReceipt.Outcome.OPENED ? HttpStatus.CREATED : HttpStatus.OK;
    return ResponseEntity.status(status).body(receipt);
  }
}
