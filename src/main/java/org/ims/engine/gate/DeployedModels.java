package org.ims.engine.gate;

import java.util.Optional;
import java.util.Set;

/** The newest versions of what the engine has already, whoever asks. */
public interface DeployedModels {

  /**
   * A file of a deployment.
   *
   * @param name of the resource
   */
  record Source(String name, byte[] bytes) {}

  Optional<Source> process(String key);

  Optional<Source> decision(String key);

  Optional<Source> form(String key);

  /** The ids of all processes. */
  Set<String> processes();

  boolean hasGroup(String group);
}
