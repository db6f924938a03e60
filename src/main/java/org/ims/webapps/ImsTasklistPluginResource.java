package org.ims.webapps;

import jakarta.ws.rs.Path;
import org.camunda.bpm.tasklist.resource.AbstractTasklistPluginRootResource;

/** Serves the plugin's two files, which its super class finds in the asset directory. */
@Path("plugin/" + ImsTasklistPlugin.ID)
public class ImsTasklistPluginResource extends AbstractTasklistPluginRootResource {

  /** Made by Tasklist for each request. */
  public ImsTasklistPluginResource() {
    super(ImsTasklistPlugin.ID);
  }
}
