package org.ims.webapps;

import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginRootResource;

/** Serves the plugin's files, which its super class finds in the asset directory. */
@Path("plugin/" + ImsCockpitPlugin.ID)
public class ImsCockpitPluginResource extends AbstractCockpitPluginRootResource {

  /** The modules that {@code plugin.js} imports, one a page, besides what they share. */
  private static final List<String> MODULES =
      List.of("app/shared.js", "app/incidents.js", "app/incident.js");

  /** Made by Cockpit for each request. */
  public ImsCockpitPluginResource() {
    super(ImsCockpitPlugin.ID);
  }

  @Override
  protected List<String> getAllowedAssets() {
    List<String> assets = new ArrayList<>(super.getAllowedAssets());
    assets.addAll(MODULES);
    return assets;
  }
}
