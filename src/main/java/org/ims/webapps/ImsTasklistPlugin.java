package org.ims.webapps;

import java.util.Set;
import org.camunda.bpm.tasklist.plugin.spi.impl.AbstractTasklistPlugin;

/**
 * What IMS adds to Tasklist: the Report incident button, the line on a task's card, and the order
 * by due date. Found by Tasklist through {@code META-INF/services}; the browser's part lies in
 * {@code plugin-webapp/ims/app}.
 */
public class ImsTasklistPlugin extends AbstractTasklistPlugin {

  /** Part of the plugin's addresses and of its asset directory. */
  public static final String ID = "ims";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public Set<Class<?>> getResourceClasses() {
    return Set.of(ImsTasklistPluginResource.class);
  }
}
