package org.ims.documentation.journal;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ims.documentation.journal.verification.CanonicalJson;
import org.ims.documentation.journal.verification.Finding;
import org.ims.documentation.journal.verification.Verification;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Something that the database's owner may do to the journal.
 *
 * @param chain where, or null for what is not in one chain
 * @param latest the last entry that may be named as the first bad one, or 0
 */
record TableMutation(String what, String chain, long latest, List<String> statements) {

  /** Any of them, at a place that chance chooses. */
  static TableMutation any(JdbcTemplate jdbc, Random random) {
    Map<String, Object> entry = one(jdbc, "select chain, seq from journal_entry", random);
    String chain = (String) entry.get("chain");
    long seq = (Long) entry.get("seq");
    long size =
        jdbc.queryForObject(
            "select size from journal_head where chain = '" + chain + "'", Long.class);
    String where = " where chain = '%s' and seq = %d".formatted(chain, seq);
    switch (random.nextInt(14)) {
      case 0 -> {
        String body = jdbc.queryForObject("select body from journal_entry" + where, String.class);
        return new TableMutation(
            "a digit of the text",
            chain,
            seq,
            List.of(
                "update journal_entry set body = '%s'%s"
                    .formatted(flipped(body, random).replace("'", "''"), where)));
      }
      case 1 -> {
        // The last one can be rewritten until a checkpoint names it.
        if (seq == size && !isSealed(jdbc, chain, seq)) {
          return any(jdbc, random);
        }
        return new TableMutation(
            "who did it, with a fitting hash",
            chain,
            seq + 1,
            List.of(
                "update journal_entry set body = regexp_replace(body, '\"actor\":\"[^\"]*\"',"
                    + " '\"actor\":\"nobody\"')"
                    + where,
                rehash(chain, seq, seq),
                head(chain, seq, size)));
      }
      case 2 -> {
        return new TableMutation(
            "a hash", chain, seq, List.of("update journal_entry set hash = sha256(hash)" + where));
      }
      case 3 -> {
        return new TableMutation(
            "what it follows",
            chain,
            seq,
            List.of("update journal_entry set previous = sha256(previous)" + where));
      }
      case 4 -> {
        return new TableMutation(
            "when it was written",
            chain,
            seq,
            List.of(
                "update journal_entry set recorded = recorded - interval '1 microsecond'" + where));
      }
      case 5 -> {
        return new TableMutation(
            "one entry away", chain, seq, List.of("delete from journal_entry" + where));
      }
      case 6 -> {
        return new TableMutation(
            "the tail away",
            chain,
            seq,
            List.of(
                "delete from journal_entry where chain = '%s' and seq >= %d"
                    .formatted(chain, seq)));
      }
      case 7 -> {
        boolean sealed = isSealed(jdbc, chain, seq);
        return sealed
            ? new TableMutation(
                "the tail away, and the head put right",
                chain,
                seq,
                List.of(
                    "delete from journal_entry where chain = '%s' and seq >= %d"
                        .formatted(chain, seq),
                    seq == 1
                        ? "delete from journal_head where chain = '%s'".formatted(chain)
                        : ("update journal_head h set size = e.seq, hash = e.hash from journal_entry e"
                                + " where e.chain = h.chain and h.chain = '%s' and e.seq = %d")
                            .formatted(chain, seq - 1)))
            : any(jdbc, random);
      }
      case 8 -> {
        return isSealed(jdbc, chain, seq)
            ? new TableMutation(
                "one entry, and all hashes after it made anew",
                chain,
                size,
                List.of(
                    "update journal_entry set body = regexp_replace(body, '\"at\":\"2',"
                        + " '\"at\":\"1')"
                        + where,
                    rehash(chain, seq, size),
                    head(chain, size, size)))
            : any(jdbc, random);
      }
      case 9 -> {
        return seq == size
            ? any(jdbc, random)
            : new TableMutation(
                "two entries in each other's place",
                chain,
                seq,
                List.of(
                    "update journal_entry set seq = -1" + where,
                    "update journal_entry set seq = %d where chain = '%s' and seq = %d"
                        .formatted(seq, chain, seq + 1),
                    "update journal_entry set seq = %d where chain = '%s' and seq = -1"
                        .formatted(seq + 1, chain)));
      }
      case 10 -> {
        return new TableMutation(
            "an entry that nobody wrote",
            chain,
            size + 1,
            List.of(
                ("insert into journal_entry (chain, seq, recorded, body, previous, hash) select chain,"
                        + " %d, recorded, body, previous, hash from journal_entry where chain = '%s' and"
                        + " seq = %d")
                    .formatted(size + 1, chain, seq)));
      }
      case 11 -> {
        long n = number(jdbc, "select n from journal_checkpoint", "n", random);
        return new TableMutation(
            "a checkpoint away", null, 0, List.of("delete from journal_checkpoint where n = " + n));
      }
      case 12 -> {
        long n = number(jdbc, "select n from journal_checkpoint", "n", random);
        String[] columns = {
          "signature = sha512(signature)", "body = replace(body, '\"n\":', '\"n\":1')"
        };
        return new TableMutation(
            "a checkpoint",
            null,
            0,
            List.of(
                "update journal_checkpoint set %s where n = %d"
                    .formatted(columns[random.nextInt(2)], n)));
      }
      default -> {
        long position = number(jdbc, "select position from journal_leaf", "position", random);
        String[] changes = {
          "delete from journal_leaf where position = " + position,
          "update journal_leaf set hash = sha256(hash) where position = " + position,
          "update journal_leaf set size = size + 1000 where position = " + position,
          "update journal_leaf set checkpoint = checkpoint + 1 where position = " + position,
          "update journal_head set unsealed = not unsealed where unsealed",
          "update journal_signing_key set public_key = sha256(public_key)",
          "delete from journal_signing_key"
        };
        return new TableMutation("what is sealed", null, 0, List.of(changes[random.nextInt(7)]));
      }
    }
  }

  private static boolean isSealed(JdbcTemplate jdbc, String chain, long seq) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select from journal_leaf where chain = '%s' and size >= %d)"
                .formatted(chain, seq),
            Boolean.class));
  }

  private static Map<String, Object> one(JdbcTemplate jdbc, String query, Random random) {
    List<Map<String, Object>> rows = jdbc.queryForList(query + " order by 1, 2");
    return rows.get(random.nextInt(rows.size()));
  }

  private static long number(JdbcTemplate jdbc, String query, String column, Random random) {
    List<Map<String, Object>> rows = jdbc.queryForList(query + " order by 1");
    return (Long) rows.get(random.nextInt(rows.size())).get(column);
  }

  /** One letter or digit is another; the table itself refuses what is no JSON with a kind. */
  private static String flipped(String body, Random random) {
    while (true) {
      int at = random.nextInt(body.length());
      char there = body.charAt(at);
      if (Character.isLetterOrDigit(there)) {
        char other = there == '7' ? '8' : there == 'x' ? 'y' : Character.isDigit(there) ? '7' : 'x';
        String altered = body.substring(0, at) + other + body.substring(at + 1);
        if (isStillAnEntry(altered)) {
          return altered;
        }
      }
    }
  }

  private static boolean isStillAnEntry(String body) {
    try {
      return CanonicalJson.read(body).has("kind");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Computes hashes as the journal does, one after the other. */
  private static String rehash(String chain, long from, long to) {
    return """
        do $$ declare e record; p bytea; begin
          for e in select * from journal_entry where chain = '%1$s' and seq between %2$d and %3$d order by seq loop
            p := coalesce((select hash from journal_entry where chain = '%1$s' and seq = e.seq - 1), e.previous);
            update journal_entry set previous = p, hash = sha256(convert_to('{"body":' || e.body || ',"chain":"%1$s","previous":"'
              || encode(p, 'hex') || '","recorded":"' || to_char(e.recorded at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
              || '","seq":' || e.seq || '}', 'UTF8')) where chain = '%1$s' and seq = e.seq;
          end loop;
        end $$"""
        .formatted(chain, from, to);
  }

  private static String head(String chain, long seq, long size) {
    return seq < size
        ? "select 1"
        : ("update journal_head h set hash = e.hash from journal_entry e where h.chain = '%s' and"
                + " e.chain = h.chain and e.seq = h.size")
            .formatted(chain);
  }

  /** Whether the first finding tells the place. */
  boolean isNamedBy(Verification found) {
    if (chain == null) {
      return true;
    }
    Finding first = found.findings().get(0);
    return chain.equals(first.chain()) && first.seq() != null && first.seq() <= latest;
  }
}
