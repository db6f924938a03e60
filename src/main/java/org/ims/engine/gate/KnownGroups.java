package org.ims.engine.gate;

import java.util.Collection;

/** The groups that the application itself makes, known before the engine has any. */
public interface KnownGroups {

  Collection<String> ids();
}
