package org.ims.catalogue;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ims.catalogue.ServiceDraft.DeadlineDraft;

/**
 * A service as a person edits it on the page, whatever was entered.
 *
 * @param version from which the edit started; 0 for a new service
 * @param deadlines as many lines as the form has
 */
public record ServiceForm(
    String key,
    String name,
    String ownerTeam,
    String supplierTeam,
    boolean criticalFunction,
    String rto,
    String rpo,
    List<DeadlineLine> deadlines,
    List<String> dependsOn,
    boolean statusPublic,
    int version) {

  private static final int SPARE_LINES = 2;

  /** One line of the contracts. */
  public record DeadlineLine(String contract, String recipient, String within) {

    static final DeadlineLine EMPTY = new DeadlineLine("", "", "");

    boolean isEmpty() {
      return contract.isBlank() && recipient.isBlank() && within.isBlank();
    }
  }

  public ServiceForm {
    deadlines = List.copyOf(deadlines);
    dependsOn = List.copyOf(dependsOn);
  }

  static ServiceForm blank() {
    return new ServiceForm("", "", "", "", false, "", "", List.of(), List.of(), false, 0)
        .withMoreLines();
  }

  static ServiceForm of(CatalogueEntry entry) {
    return new ServiceForm(
            entry.key(),
            entry.name(),
            entry.ownerTeam(),
            Objects.requireNonNullElse(entry.supplierTeam(), ""),
            entry.criticalFunction(),
            entry.rto().toString(),
            entry.rpo().toString(),
            entry.contractDeadlines().stream()
                .map(
                    deadline ->
                        new DeadlineLine(
                            deadline.contract(),
                            deadline.recipient(),
                            deadline.within().toString()))
                .toList(),
            entry.dependsOn(),
            entry.statusPublic(),
            entry.version())
        .withMoreLines();
  }

  /**
   * Read by hand: a binder takes the only value of a list apart at its commas.
   *
   * @param key of the service that is edited, or null where the form asks for it
   */
  static ServiceForm of(HttpServletRequest request, String key) {
    List<DeadlineLine> lines = new ArrayList<>();
    String[] contracts = values(request, "contract");
    String[] recipients = values(request, "recipient");
    String[] withins = values(request, "within");
    int count = Math.max(contracts.length, Math.max(recipients.length, withins.length));
    for (int i = 0; i < count; i++) {
      lines.add(new DeadlineLine(at(contracts, i), at(recipients, i), at(withins, i)));
    }
    return new ServiceForm(
        key == null ? value(request, "key") : key,
        value(request, "name"),
        value(request, "ownerTeam"),
        value(request, "supplierTeam"),
        request.getParameter("criticalFunction") != null,
        value(request, "rto"),
        value(request, "rpo"),
        lines,
        List.of(values(request, "dependsOn")),
        request.getParameter("statusPublic") != null,
        version(value(request, "version")));
  }

  /** The same with a few more empty lines for contracts. */
  ServiceForm withMoreLines() {
    List<DeadlineLine> lines = new ArrayList<>(deadlines);
    for (int i = 0; i < SPARE_LINES; i++) {
      lines.add(DeadlineLine.EMPTY);
    }
    return with(lines, version);
  }

  /** The same words, started from another version. */
  ServiceForm withVersion(int present) {
    return with(deadlines, present);
  }

  private ServiceForm with(List<DeadlineLine> lines, int present) {
    return new ServiceForm(
        key,
        name,
        ownerTeam,
        supplierTeam,
        criticalFunction,
        rto,
        rpo,
        lines,
        dependsOn,
        statusPublic,
        present);
  }

  /**
   * @param state in which the service stays
   */
  ServiceDraft draft(String state) {
    return new ServiceDraft(
        key,
        name,
        ownerTeam,
        supplierTeam,
        CatalogueEntry.yesOrNo(criticalFunction),
        rto,
        rpo,
        deadlines.stream()
            .filter(line -> !line.isEmpty())
            .map(line -> new DeadlineDraft(line.contract(), line.recipient(), line.within()))
            .toList(),
        dependsOn,
        CatalogueEntry.yesOrNo(statusPublic),
        state);
  }

  private static String value(HttpServletRequest request, String name) {
    return Objects.requireNonNullElse(request.getParameter(name), "");
  }

  private static String[] values(HttpServletRequest request, String name) {
    return Objects.requireNonNullElse(request.getParameterValues(name), new String[0]);
  }

  private static String at(String[] values, int index) {
    return index < values.length ? values[index] : "";
  }

  /** A form that was tampered with starts from no version, and so is refused as stale. */
  private static int version(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }
}
