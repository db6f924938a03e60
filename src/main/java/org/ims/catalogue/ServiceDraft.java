package org.ims.catalogue;

import java.util.List;

/**
 * What somebody wants a service to be, as it was written, whether by form, API or CSV. Null is what
 * was not said; {@code criticalFunction} and {@code statusPublic} are yes or no.
 */
record ServiceDraft(
    String key,
    String name,
    String ownerTeam,
    String supplierTeam,
    String criticalFunction,
    String rto,
    String rpo,
    List<DeadlineDraft> contractDeadlines,
    List<String> dependsOn,
    String statusPublic,
    String state) {

  /** One contract's deadline, as it was written. */
  record DeadlineDraft(String contract, String recipient, String within) {

    DeadlineDraft {
      contract = stripped(contract);
      recipient = stripped(recipient);
      within = stripped(within);
    }

    static DeadlineDraft of(ContractDeadline deadline) {
      return new DeadlineDraft(
          deadline.contract(), deadline.recipient(), deadline.within().toString());
    }
  }

  ServiceDraft {
    key = stripped(key);
    name = stripped(name);
    ownerTeam = stripped(ownerTeam);
    supplierTeam = stripped(supplierTeam);
    criticalFunction = stripped(criticalFunction);
    rto = stripped(rto);
    rpo = stripped(rpo);
    statusPublic = stripped(statusPublic);
    state = stripped(state);
  }

  /** The same, with what a CSV may leave out as it is now. */
  ServiceDraft completedBy(CatalogueEntry present) {
    return new ServiceDraft(
        key,
        name,
        ownerTeam,
        supplierTeam,
        criticalFunction,
        rto,
        rpo,
        contractDeadlines != null
            ? contractDeadlines
            : present.contractDeadlines().stream().map(DeadlineDraft::of).toList(),
        dependsOn != null ? dependsOn : present.dependsOn(),
        statusPublic != null ? statusPublic : CatalogueEntry.yesOrNo(present.statusPublic()),
        state != null ? state : present.state());
  }

  private static String stripped(String text) {
    return text == null ? null : text.strip();
  }
}
