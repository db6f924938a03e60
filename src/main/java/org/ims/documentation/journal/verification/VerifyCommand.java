package org.ims.documentation.journal.verification;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * {@code --verify=<file>}: checks an exported journal or a dossier on a machine with nothing but
 * Java. {@code --trust=<fingerprint,...>} names the keys that are known to be ours, {@code
 * --checkpoints=<file>} a copy of the checkpoints that was kept elsewhere.
 */
public final class VerifyCommand {

  /** Everything is as it was written. */
  public static final int INTACT = 0;

  /** Something is not. */
  public static final int ALTERED = 1;

  /** The file cannot be read. */
  public static final int UNREADABLE = 2;

  private static final String FILE = "--verify=";
  private static final String TRUST = "--trust=";
  private static final String CHECKPOINTS = "--checkpoints=";

  private VerifyCommand() {}

  /**
   * Runs when the arguments ask for it.
   *
   * @return the exit code, or empty when they do not
   */
  public static Optional<Integer> run(String[] arguments, PrintStream out) {
    Optional<String> file = argument(arguments, FILE);
    return file.map(name -> run(name, arguments, out));
  }

  private static int run(String name, String[] arguments, PrintStream out) {
    try {
      Set<String> trusted =
          argument(arguments, TRUST)
              .map(keys -> new TreeSet<>(Arrays.asList(keys.split(","))))
              .orElseGet(TreeSet::new);
      Map<Long, String> kept = new LinkedHashMap<>();
      Optional<String> checkpoints = argument(arguments, CHECKPOINTS);
      if (checkpoints.isPresent()) {
        kept.putAll(KeptCheckpoints.read(Path.of(checkpoints.get())));
      }
      Verification verification = verify(Path.of(name), trusted, kept);
      report(name, verification, trusted, kept, out);
      return verification.intact() ? INTACT : ALTERED;
    } catch (IOException | RuntimeException e) {
      out.println("The file %s cannot be read (%s).".formatted(name, e.getMessage()));
      return UNREADABLE;
    }
  }

  private static Verification verify(Path file, Set<String> trusted, Map<Long, String> kept)
      throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.mark(4);
      byte[] magic = in.readNBytes(2);
      in.reset();
      if (magic.length == 2 && magic[0] == 'P' && magic[1] == 'K') {
        return DossierVerifier.verify(file, trusted, kept);
      }
      boolean zipped = magic.length == 2 && magic[0] == 0x1f && (magic[1] & 0xff) == 0x8b;
      return JournalDump.verify(zipped ? new GZIPInputStream(in) : in, trusted, kept);
    }
  }

  private static void report(
      String name,
      Verification verification,
      Set<String> trusted,
      Map<Long, String> kept,
      PrintStream out) {
    out.println(
        "%s: %,d entries in %,d chains, %,d checkpoints."
            .formatted(
                name, verification.entries(), verification.chains(), verification.checkpoints()));
    verification.findings().stream()
        .map(
            finding ->
                finding.seq() == null
                    ? (finding.chain() == null ? "" : finding.chain() + ": ") + finding.what()
                    : "%s, entry %d: %s".formatted(finding.chain(), finding.seq(), finding.what()))
        .forEach(finding -> out.println("  " + finding));
    Verification.Trusted last = verification.trusted();
    if (last != null) {
      out.println("Last checkpoint: number %d of %s.".formatted(last.n(), last.at()));
      out.println("  root   " + last.root());
      out.println("  digest " + last.digest());
      out.println("  key    " + last.key());
      if (trusted.isEmpty() && kept.isEmpty()) {
        out.println(
            "Compare the key or the digest with what you know from elsewhere: --trust=<key>, --checkpoints=<file>.");
      }
    }
    if (verification.unsealed() > 0) {
      out.println(
          "%,d entries are younger than the checkpoint that names their chain."
              .formatted(verification.unsealed()));
    }
    out.println(verification.intact() ? "INTACT" : "ALTERED");
  }

  private static Optional<String> argument(String[] arguments, String prefix) {
    return Arrays.stream(arguments)
        .filter(argument -> argument.startsWith(prefix))
        .map(argument -> argument.substring(prefix.length()))
        .findFirst();
  }
}
