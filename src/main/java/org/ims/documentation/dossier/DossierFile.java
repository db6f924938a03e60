package org.ims.documentation.dossier;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.ims.documentation.dossier.Dossier.RunModel;
import org.ims.documentation.journal.JournalExtracts;
import org.ims.documentation.journal.JournalExtracts.Extract;
import org.ims.documentation.journal.JournalExtracts.Signer;
import org.ims.documentation.journal.verification.DossierWriter;
import org.ims.incident.DossierContributor.Attachment;
import org.ims.incident.DossierContributor.Part;
import org.springframework.stereotype.Component;

/** Writes a dossier as a file that proves itself; docs/dossier.md says what stands in it. */
@Component
class DossierFile {

  private static final String FOLDER = Part.EVIDENCE.name().toLowerCase(Locale.ROOT) + "/";

  private final JournalExtracts extracts;

  DossierFile(JournalExtracts extracts) {
    this.extracts = extracts;
  }

  /**
   * @param document the same for people
   * @throws IllegalStateException when the key that signed the checkpoint is not here any more;
   *     nothing is written then
   */
  void write(Dossier dossier, byte[] document, OutputStream out) throws IOException {
    Extract extract = dossier.extract();
    Signer signer = extracts.signer(extract);
    DossierWriter writer =
        new DossierWriter(out, dossier.number(), dossier.madeAt(), dossier.software());
    writer.file(DossierWriter.DOCUMENT, content -> content.write(document));
    writer.file(DossierWriter.SECTIONS, DossierData.of(dossier));
    writer.file(DossierWriter.ENTRIES, content -> extracts.write(extract, content));
    writer.file(DossierWriter.PROOF, extract.proof().json());
    if (extract.contentKey() != null) {
      writer.file(DossierWriter.KEY, DossierWriter.keyFile(dossier.number(), extract.contentKey()));
    }
    for (RunModel run : dossier.models()) {
      writer.file(run.file(), content -> content.write(run.model().content()));
    }
    for (Attachment attachment : dossier.attachments()) {
      writer.file(FOLDER + DossierWriter.safe(attachment.name()), attachment.content()::writeTo);
    }
    writer.end(signer.publicKey(), signer::sign);
  }
}
