package org.ims.catalogue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One service with everything that the catalogue knows of it.
 *
 * @param key short, stable name that forms, the API and process variables carry
 * @param ownerTeam the team that runs it; its candidate group is {@code responder-<team>}
 * @param supplierTeam the team that speaks for its supplier, or null when nobody supplies it
 * @param criticalFunction whether it supports a critical or important function of the organisation
 * @param rto how long it may be down; whole minutes, more than zero
 * @param rpo how much work, counted back in time, may be lost; whole minutes
 * @param dependsOn keys of the services without which it does not work, in their order
 * @param statusPublic whether its state may be shown to the public
 * @param active whether incidents can be reported for it; a retired one stays for old incidents
 * @param version counts its changes
 */
public record CatalogueEntry(
    String key,
    String name,
    String ownerTeam,
    String supplierTeam,
    boolean criticalFunction,
    Duration rto,
    Duration rpo,
    List<ContractDeadline> contractDeadlines,
    List<String> dependsOn,
    boolean statusPublic,
    boolean active,
    int version) {

  static final String ACTIVE = "active";
  static final String RETIRED = "retired";

  /** Between the parts of a contract's deadline, and doubled between several of them. */
  static final String SEPARATOR = "|";

  public CatalogueEntry {
    contractDeadlines = List.copyOf(contractDeadlines);
    dependsOn = List.copyOf(dependsOn);
  }

  String state() {
    return active ? ACTIVE : RETIRED;
  }

  /** The same service, offered or not. */
  CatalogueEntry withActive(boolean offered) {
    return new CatalogueEntry(
        key,
        name,
        ownerTeam,
        supplierTeam,
        criticalFunction,
        rto,
        rpo,
        contractDeadlines,
        dependsOn,
        statusPublic,
        offered,
        version);
  }

  /** Every field but the key as the CSV and the history write it; empty where there is nothing. */
  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("ownerTeam", ownerTeam);
    values.put("supplierTeam", Objects.requireNonNullElse(supplierTeam, ""));
    values.put("criticalFunction", yesOrNo(criticalFunction));
    values.put("rto", rto.toString());
    values.put("rpo", rpo.toString());
    values.put("contractDeadlines", deadlinesInWords());
    values.put("dependsOn", String.join(" ", dependsOn));
    values.put("statusPublic", yesOrNo(statusPublic));
    values.put("state", state());
    return values;
  }

  private String deadlinesInWords() {
    return contractDeadlines.stream()
        .map(
            deadline ->
                String.join(
                    " " + SEPARATOR + " ",
                    deadline.contract(),
                    deadline.recipient(),
                    deadline.within().toString()))
        .collect(Collectors.joining(" " + SEPARATOR + SEPARATOR + " "));
  }

  static String yesOrNo(boolean value) {
    return value ? "yes" : "no";
  }
}
