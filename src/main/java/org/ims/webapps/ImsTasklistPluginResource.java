package org.ims.webapps;

import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.tasklist.resource.AbstractTasklistPluginRootResource;

/** Serves the plugin's files, which its super class finds in the asset directory. */
@Path("plugin/" + ImsTasklistPlugin.ID)
public class ImsTasklistPluginResource extends AbstractTasklistPluginRootResource {

  /** What {@code plugin.js} imports. */
  private static final List<String> MODULES = List.of("app/incident.js");

  /** Made by Tasklist for each request. */
  public ImsTasklistPluginResource() {
    super(ImsTasklistPlugin.ID);
  }

  @Override
  protected List<String> getAllowedAssets() {
    List<String> assets = new ArrayList<>(super.getAllowedAssets());
    assets.addAll(MODULES);
    return assets;
  }
}
