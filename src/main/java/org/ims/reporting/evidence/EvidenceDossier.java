package org.ims.reporting.evidence;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
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
    List<Evidence> all = files.of(incident.number());
    return List.of(
        new Section(
            Part.EVIDENCE,
            "evidence",
            "Evidence",
            all.stream().map(EvidenceDossier::line).toList()),
        new Section(
            Part.EVIDENCE,
            "custody",
            "Custody of the evidence",
            all.stream().flatMap(this::custody).toList()));
  }

  private static Line line(Evidence file) {
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
    return line;
  }

  private Stream<Line> custody(Evidence file) {
    return files.custody(file).stream()
        .map(
            step ->
                Line.empty()
                    .with("file", "No.", file.id())
                    .with("at", "At", step.at())
                    .with("event", "What was done", step.event())
                    .with("person", "By", step.person())
                    .with("reason", "Reason", step.reason()));
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
    Counting counting = new Counting(out);
    files.write(file, counting);
    if (counting.written != file.size()) {
      throw new IOException("The content of a file was removed while it was given out");
    }
  }

  private static final class Counting extends FilterOutputStream {

    private long written;

    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      written += length;
    }

    @Override
    public void write(int single) throws IOException {
      out.write(single);
      written++;
    }
  }
}
