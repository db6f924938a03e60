package org.ims.engine;

import org.camunda.bpm.engine.ProcessEngineServices;

/** Who stands behind the step that the engine is taking. */
public final class Actor {

  /** Stands in the record where no person acted: a timer or an asynchronous step. */
  public static final String SYSTEM = "system";

  private Actor() {}

  /** The login of the person on whose behalf the engine works, or {@link #SYSTEM}. */
  public static String of(ProcessEngineServices services) {
    var authentication = services.getIdentityService().getCurrentAuthentication();
    return authentication == null || authentication.getUserId() == null
        ? SYSTEM
        : authentication.getUserId();
  }
}
