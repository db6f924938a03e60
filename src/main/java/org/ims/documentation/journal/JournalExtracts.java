package org.ims.documentation.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ims.documentation.journal.SigningKeys.SigningKey;
import org.ims.documentation.journal.verification.CanonicalJson;
import org.ims.documentation.journal.verification.Checkpoint;
import org.ims.documentation.journal.verification.IncidentProof;
import org.ims.documentation.journal.verification.JournalDump;
import org.ims.documentation.journal.verification.StoredEntry;
import org.ims.documentation.journal.verification.Verification;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Gives the chain of one incident out, with what proves it and the key that signs for it. */
@Service
public class JournalExtracts {

  /** Entries that are read at a time, so that a long chain is never in memory. */
  private static final int PORTION = 500;

  private static final int ALL = Integer.MAX_VALUE;

  private final JdbcClient jdbc;
  private final Checkpoints checkpoints;
  private final JournalVerification verification;
  private final JournalEntries entries;
  private final ChainKeys chainKeys;
  private final SigningKeys signingKeys;

  JournalExtracts(
      JdbcClient jdbc,
      Checkpoints checkpoints,
      JournalVerification verification,
      JournalEntries entries,
      ChainKeys chainKeys,
      SigningKeys signingKeys) {
    this.jdbc = jdbc;
    this.checkpoints = checkpoints;
    this.verification = verification;
    this.entries = entries;
    this.chainKeys = chainKeys;
    this.signingKeys = signingKeys;
  }

  /**
   * A chain as it is at one moment; what is written later does not belong to it.
   *
   * @param size the number of its entries
   * @param head the hash of the last of them, in hexadecimal digits
   * @param proof that a checkpoint has named it
   * @param contentKey under which its personal texts are readable; null when it was erased, or
   *     there is nothing personal
   * @param erased whether it held something personal that nobody can read any more
   */
  public record Extract(
      String chain,
      long size,
      String head,
      IncidentProof proof,
      byte[] contentKey,
      boolean erased,
      Verification verification) {

    @Override
    public String toString() {
      return chain + "#" + size;
    }
  }

  /** Something that the journal has on record, readable. */
  public record Fact(
      long seq,
      Instant at,
      String kind,
      String actor,
      JsonNode facts,
      Map<String, String> personal,
      boolean erased,
      JsonNode place) {}

  /** Signs at once what was recorded by now, rather than with the next round. */
  public void seal() {
    checkpoints.make();
  }

  /**
   * @throws IllegalStateException when no checkpoint has named the chain yet
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Extract extract(String chain) {
    IncidentProof proof =
        verification
            .proof(chain)
            .orElseThrow(() -> new IllegalStateException("No checkpoint names " + chain));
    Optional<byte[]> key = chainKeys.forReading(chain);
    boolean sealed =
        jdbc.sql(
                "select exists (select from journal_entry where chain = ? and"
                    + " body::jsonb -> 'sealed' is not null)")
            .param(chain)
            .query(Boolean.class)
            .single();
    return jdbc.sql("select size, encode(hash, 'hex') from journal_head where chain = ?")
        .param(chain)
        .query(
            (row, at) ->
                new Extract(
                    chain,
                    row.getLong(1),
                    row.getString(2),
                    proof,
                    key.orElse(null),
                    sealed && key.isEmpty(),
                    verification.of(chain, Optional.of(proof))))
        .single();
  }

  /** Writes the entries of an extract, a line of JSON for each. */
  public void write(Extract extract, OutputStream out) throws IOException {
    for (long after = 0; after < extract.size(); ) {
      List<StoredEntry> portion =
          verification.entries(extract.chain(), after, extract.size(), PORTION);
      if (portion.isEmpty()) {
        return;
      }
      for (StoredEntry entry : portion) {
        out.write((JournalDump.line(entry) + "\n").getBytes(StandardCharsets.UTF_8));
      }
      after = portion.get(portion.size() - 1).seq();
    }
  }

  /** What is on record of some kinds, in the order in which it happened. */
  public List<Fact> facts(String chain, Set<String> kinds) {
    return entries.newest(chain, kinds, null, ALL).stream().map(JournalExtracts::fact).toList();
  }

  /** Everything that is on record. */
  public List<Fact> facts(String chain) {
    return facts(chain, entries.kindsIn(chain));
  }

  private static Fact fact(JournalEntries.Opened entry) {
    return new Fact(
        entry.seq(),
        entry.at(),
        entry.kind(),
        entry.actor(),
        entry.body().path("facts"),
        entry.personal(),
        entry.erased(),
        entry.body().path("place"));
  }

  /**
   * Whether a model was recorded when it came into force as what it is now.
   *
   * @param deployment in which it came
   * @param resource its name there
   * @param sha256 of its content, in hexadecimal digits
   */
  public boolean isRecorded(String deployment, String resource, String sha256) {
    return jdbc
        .sql(
            "select body from journal_entry where chain = ? and kind = 'model-deployed' and"
                + " body::json -> 'facts' ->> 'deployment' = ?")
        .params(StoredEntry.ORGANISATION, deployment)
        .query(String.class)
        .list()
        .stream()
        .flatMap(body -> models(CanonicalJson.read(body)))
        .anyMatch(
            model ->
                model.path("name").asText().equals(resource)
                    && model.path("sha256").asText().equals(sha256));
  }

  private static Stream<JsonNode> models(JsonNode body) {
    List<JsonNode> models = new ArrayList<>();
    body.path("facts").path("models").forEach(models::add);
    return models.stream();
  }

  /** Signs with the key of a checkpoint. */
  public interface Signer {

    byte[] publicKey();

    byte[] sign(String text);
  }

  /**
   * The key that signed the checkpoint of an extract.
   *
   * @throws IllegalStateException when it is not here any more
   */
  public Signer signer(Extract extract) {
    String wanted = Checkpoint.read(extract.proof().checkpoint()).key();
    SigningKey key =
        Stream.concat(Stream.of(signingKeys.present()), signingKeys.former().stream())
            .filter(known -> known.fingerprint().equals(wanted))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("The key %s is not here.".formatted(wanted)));
    return new Signer() {
      @Override
      public byte[] publicKey() {
        return key.publicKey();
      }

      @Override
      public byte[] sign(String text) {
        return key.sign(text);
      }
    };
  }
}
