package org.ims.reporting.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.ims.engine.Caller;
import org.ims.incident.DossierContributor;
import org.ims.incident.Incident;
import org.ims.incident.Journal;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives the files of an incident into its dossier, with the custody of each. */
@Component
@Order(4)
class EvidenceDossier implements DossierContributor {

  private final EvidenceFiles files;
  private final Journal journal;
  private final Caller caller;

  EvidenceDossier(EvidenceFiles files, Journal journal, Caller caller) {
    this.files = files;
    this.journal = journal;
    this.caller = caller;
  }

  @Override
  public List<Section> sectionsOf(Incident incident) {
    return List.of(
        new Section(
            Part.EVIDENCE,
            "evidence",
            "Evidence",
            files.of(incident.number()).stream().map(this::line).toList()));
  }

  private Line line(Evidence file) {
    Line line =
        Line.empty()
            .with("id", "No.", file.id())
            .with("fileName", "File", file.fileName())
            .with("description", "Shows", file.description())
            .with("mediaType", "Type", file.mediaType())
            .with("size", "Bytes", file.size())
            .with("sha256", "SHA-256", HexFormat.of().formatHex(file.sha256()))
            .with("addedBy", "Added by", file.putBy())
            .with("addedAt", "Added", file.putAt());
    if (file.isRemoved()) {
      line =
          line.with("removedBy", "Content removed by", file.removal().by())
              .with("removedAt", "Content removed", file.removal().at())
              .with("removedBecause", "Removed because", file.removal().because());
    }
    return line.with("custody", "Custody", custody(file));
  }

  private String custody(Evidence file) {
    return files.custody(file).stream()
        .map(
            step ->
                "%s by %s at %s"
                    .formatted(
                        step.event().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                        step.person(),
                        step.at()))
        .collect(Collectors.joining("; "));
  }

  @Override
  public void give(Incident incident) {
    for (Evidence file : files.of(incident.number())) {
      if (!file.isRemoved()) {
        files.note(file, Custody.Event.TAKEN, caller.user(), null);
        journal.record(EvidenceDesk.fact(file, "evidence-taken").with("with", "dossier"));
      }
    }
  }

  @Override
  public List<Attachment> attachmentsOf(Incident incident) {
    return files.of(incident.number()).stream()
        .filter(file -> !file.isRemoved())
        .map(
            file ->
                new Attachment(
                    "%d-%s".formatted(file.id(), file.fileName()), out -> write(file, out)))
        .toList();
  }

  private void write(Evidence file, OutputStream out) throws IOException {
    files.write(file, out);
  }
}
