package org.ims.documentation.journal;

import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes what is personal in the journal of an incident unreadable: the key is destroyed, and the
 * chain verifies as before.
 */
@Component
public class JournalErasure {

  private final ChainKeys keys;
  private final Journal journal;

  JournalErasure(ChainKeys keys, Journal journal) {
    this.keys = keys;
    this.journal = journal;
  }

  /**
   * In the caller's transaction.
   *
   * @param by a login, which is kept for ever, or {@code system}
   * @param ground a word from a fixed list, for the same reason
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void erase(String number, String by, String ground) {
    journal.record(JournalFact.of(number, "personal-data-erased").with("ground", ground).by(by));
    keys.erase(number, by);
  }
}
