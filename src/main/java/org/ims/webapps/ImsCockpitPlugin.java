package org.ims.webapps;

import java.util.Set;
import org.camunda.bpm.cockpit.plugin.spi.impl.AbstractCockpitPlugin;

/**
 * What IMS adds to Cockpit for auditors: pages that read the record. Found by Cockpit through
 * {@code META-INF/services}; the browser's part lies in {@code plugin-webapp/ims-cockpit/app}.
 */
public class ImsCockpitPlugin extends AbstractCockpitPlugin {

  /** Part of the plugin's addresses and of its asset directory. */
  public static final String ID = "ims-cockpit";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public Set<Class<?>> getResourceClasses() {
    return Set.of(ImsCockpitPluginResource.class);
  }
}
