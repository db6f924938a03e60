package org.ims.documentation.journal;

import org.ims.documentation.journal.verification.Checkpoint;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/** What is done with the journal itself, which is recorded in it. */
@Service
class JournalKeeping {

  private final Journal journal;
  private final SigningKeys keys;
  private final Checkpoints checkpoints;

  JournalKeeping(Journal journal, SigningKeys keys, Checkpoints checkpoints) {
    this.journal = journal;
    this.keys = keys;
    this.checkpoints = checkpoints;
  }

  @Transactional
  void exported() {
    journal.record(JournalFact.of(null, "export-made").with("what", "journal"));
  }

  /**
   * The next checkpoint hands over from the present key to a new one.
   *
   * @throws ResponseStatusException (409) when that cannot be yet, or not here
   */
  @Transactional
  void renewKey() {
    checkpoints.lock();
    // A key that no checkpoint has named yet would be lost with the next one, and with it the
    // proof.
    boolean named =
        checkpoints
            .last()
            .map(last -> Checkpoint.read(last.body()).followingKey())
            .map(keys.present().fingerprint()::equals)
            .orElse(true);
    if (!named) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT,
          "The next checkpoint has to name the key that was made last before there is another.");
    }
    if (keys.isConfigured()) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT,
          "The key comes from ims.journal.signing-key: put the present one into"
              + " ims.journal.former-signing-key, and a new one in its place.");
    }
    journal.record(
        JournalFact.of(null, "signing-key-renewed").with("former", keys.present().fingerprint()));
    keys.renew();
  }
}
