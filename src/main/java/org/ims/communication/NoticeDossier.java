package org.ims.communication;

import java.util.List;
import org.ims.incident.DossierContributor;
import org.ims.incident.Incident;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives into a dossier who was told what, and whether it arrived. */
@Component
@Order(3)
class NoticeDossier implements DossierContributor {

  private final Outbox outbox;

  NoticeDossier(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public List<Section> sectionsOf(Incident incident) {
    return List.of(
        new Section(
            Part.COMMUNICATION,
            "communications",
            "Communications",
            outbox.findByIncidentNumberOrderById(incident.number()).stream()
                .map(NoticeDossier::line)
                .toList()));
  }

  private static Line line(Notice notice) {
    return Line.empty()
        .with("writtenAt", "Written", notice.writtenAt())
        .with("recipient", "To", notice.recipient())
        .with("channel", "By", notice.channel().inWords())
        .with("subject", "Subject", notice.subject())
        .with("arrival", "Arrival", arrival(notice))
        .with("takenAt", "Taken", notice.sentAt())
        .withDatum("kind", notice.kind())
        .withDatum("language", notice.language())
        .withDatum("state", notice.state())
        .withDatum("body", notice.body())
        .withDatum("attempts", notice.attempts())
        .withDatum("lastError", notice.lastError())
        .withDatum("decidedBy", notice.decidedBy())
        .withDatum("decisionReason", notice.decisionReason());
  }

  private static String arrival(Notice notice) {
    return switch (notice.state()) {
      case SENT -> "Taken by the server";
      case PENDING -> "On its way";
      case UNDELIVERED ->
          "Not delivered after %d attempts: %s".formatted(notice.attempts(), notice.lastError());
      case DISCARDED ->
          "Discarded by %s: %s".formatted(notice.decidedBy(), notice.decisionReason());
      case UNDELIVERABLE -> "Kept unsent, there is no address";
      case WITHHELD -> "Kept unsent: its recipient must not hear of it";
    };
  }
}
