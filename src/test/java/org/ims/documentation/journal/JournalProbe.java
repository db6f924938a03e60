package org.ims.documentation.journal;

import java.util.List;
import org.ims.documentation.journal.verification.Finding;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks into the journal for the tests of other packages. */
@TestComponent
public class JournalProbe {

  private final JournalVerification verification;
  private final JournalEntries entries;
  private final JdbcClient jdbc;

  JournalProbe(JournalVerification verification, JournalEntries entries, JdbcClient jdbc) {
    this.verification = verification;
    this.entries = entries;
    this.jdbc = jdbc;
  }

  /** What is wrong with the chain of the incident. */
  public List<Finding> findings(String number) {
    return verification.of(number).findings();
  }

  /** The size and the hash of the chain of the incident. */
  public String heads(String number) {
    return jdbc.sql("select size || ' ' || encode(hash, 'hex') from journal_head where chain = ?")
        .param(number)
        .query(String.class)
        .single();
  }

  /** The last entry of its chain that bears an erasure. */
  public String last(String number) {
    return jdbc.sql(
            "select body from journal_entry where chain = ? and kind = 'personal-data-erased' order"
                + " by seq desc limit 1")
        .param(number)
        .query(String.class)
        .single();
  }

  /** What was recorded, in its order. */
  public List<String> kinds(String number) {
    return entries.after(number, 0, 1_000).stream().map(written -> written.entry().kind()).toList();
  }

  /** How many entries tell something personal. */
  public long readable(String number) {
    return entries.after(number, 0, 1_000).stream()
        .filter(written -> !written.entry().personal().isEmpty())
        .count();
  }
}
