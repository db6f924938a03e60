package org.ims.documentation.journal;

import java.util.List;
import org.springframework.stereotype.Service;

/** Brings checkpoints out of the database. */
@Service
class CheckpointPublication {

  private final Checkpoints checkpoints;
  private final CheckpointFile file;

  CheckpointPublication(Checkpoints checkpoints, CheckpointFile file) {
    this.checkpoints = checkpoints;
    this.file = file;
  }

  /**
   * Appends to the file what it lacks. It may be repeated: what the file holds is not written
   * again, and a checkpoint that was made while the file was away comes with the next one.
   */
  void publish() {
    long last = file.last();
    for (List<Checkpoints.Stored> next = checkpoints.after(last);
        !next.isEmpty();
        next = checkpoints.after(last)) {
      file.append(next);
      last = next.get(next.size() - 1).n();
    }
  }
}
