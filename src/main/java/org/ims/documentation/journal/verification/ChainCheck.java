package org.ims.documentation.journal.verification;

import java.util.Arrays;

/** Checks that the entries of one chain follow each other, told one by one. */
final class ChainCheck {

  private StoredEntry last;

  /** What is wrong with an entry, and at which number the chain is broken. */
  record Break(long seq, String what) {}

  /** The next entry; null when it is as it was written. */
  Break next(StoredEntry entry) {
    long expected = last == null ? 1 : last.seq() + 1;
    byte[] previous = last == null ? StoredEntry.NOTHING : last.hash();
    Break found = null;
    if (entry.seq() > expected) {
      found = new Break(expected, "Entry %d is missing.".formatted(expected));
    } else if (entry.seq() < expected) {
      found = new Break(entry.seq(), "Entry %d stands out of its order.".formatted(entry.seq()));
    } else if (!Arrays.equals(entry.hash(), entry.expectedHash())) {
      found = new Break(entry.seq(), "The entry is not what its hash was made of.");
    } else if (!Arrays.equals(entry.previous(), previous)) {
      found = new Break(entry.seq(), "The entry does not follow the one before it.");
    } else if (last != null && entry.recorded().isBefore(last.recorded())) {
      found = new Break(entry.seq(), "The entry is older than the one before it.");
    } else if (!CanonicalJson.isCanonical(entry.body())) {
      found = new Break(entry.seq(), "The entry is not in its canonical form.");
    }
    last = entry;
    return found;
  }

  /** The entry that was told last, or null. */
  StoredEntry last() {
    return last;
  }
}
