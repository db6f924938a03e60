package org.ims.documentation.journal;

import java.util.Optional;
import org.ims.documentation.journal.verification.SealedTexts;
import org.ims.engine.SecretSeal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The keys of the chains, under which personal texts are readable. In the database they lie sealed
 * by the application's own key; a chain whose key was erased never gets another.
 */
@Component
class ChainKeys {

  private static final Logger log = LoggerFactory.getLogger(ChainKeys.class);

  private final JdbcClient jdbc;
  private final SecretSeal seal;

  ChainKeys(JdbcClient jdbc, SecretSeal seal) {
    this.jdbc = jdbc;
    this.seal = seal;
  }

  /**
   * The key for something to be written, made when there is none; empty when it was erased, or when
   * the application's own key is another than the one that sealed it: what happens is then recorded
   * without what is personal, because an incident must not stand still for that.
   */
  Optional<byte[]> forWriting(String chain) {
    Optional<byte[]> known = forReading(chain);
    if (known.isPresent()) {
      return known;
    }
    return jdbc.sql("select journal_chain_key(?, ?)")
        .params(chain, seal.seal(SealedTexts.newKey()))
        .query(byte[].class)
        .optional()
        .flatMap(this::opened);
  }

  private Optional<byte[]> opened(byte[] sealed) {
    try {
      return Optional.of(seal.open(sealed));
    } catch (IllegalStateException e) {
      log.error(
          "A key of the journal cannot be opened: ims.webhooks.sealing-key is another than the one that sealed it.");
      return Optional.empty();
    }
  }

  /** The key for something to be read; empty when there is none, none any more, or none to open. */
  Optional<byte[]> forReading(String chain) {
    return jdbc.sql("select sealed from journal_key where chain = ? and sealed is not null")
        .param(chain)
        .query(byte[].class)
        .optional()
        .flatMap(this::opened);
  }

  /**
   * Makes the personal texts of a chain unreadable for ever.
   *
   * @return whether they were not so already
   */
  boolean erase(String chain, String by) {
    return jdbc.sql("select journal_erase_key(?, ?)")
        .params(chain, by)
        .query(Boolean.class)
        .single();
  }
}
