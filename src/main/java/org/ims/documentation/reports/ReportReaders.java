package org.ims.documentation.reports;

import java.util.Set;
import org.ims.engine.Caller;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Who may see figures. */
@Component
class ReportReaders {

  private static final Set<String> GROUPS =
      Set.of(
          "incident-manager",
          "major-incident-manager",
          "exec",
          "auditor",
          "process-owner",
          "risk-owner",
          "camunda-admin");

  private final Caller caller;

  ReportReaders(Caller caller) {
    this.caller = caller;
  }

  /**
   * @throws AccessDeniedException unless the caller may see figures
   */
  void require() {
    if (caller.groups().stream().noneMatch(GROUPS::contains)) {
      throw new AccessDeniedException("Reports are for those who answer for incidents.");
    }
  }

  /** Whether restricted incidents count for the caller: only if they may see all incidents. */
  boolean seeRestricted() {
    return caller.reader().seesAll();
  }
}
