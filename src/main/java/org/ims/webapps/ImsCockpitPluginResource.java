package org.ims.webapps;

import jakarta.ws.rs.Path;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginRootResource;
import org.camunda.bpm.webapp.plugin.spi.AppPlugin;
import org.webjars.WebJarVersionLocator;

/** Serves the plugin's files, which its super class finds in the asset directory. */
@Path("plugin/" + ImsCockpitPlugin.ID)
public class ImsCockpitPluginResource extends AbstractCockpitPluginRootResource {

  /** The modules that {@code plugin.js} imports, one a page, besides what they share. */
  private static final List<String> MODULES =
      List.of(
          "app/shared.js",
          "app/incidents.js",
          "app/incident.js",
          "app/reports.js",
          "app/stuck.js",
          "app/engine.js",
          "app/diagram.js",
          "app/tables.js",
          "app/comparison.js",
          "app/rights.js",
          "app/instance.js",
          "app/heatmap.js");

  /** Libraries that come as webjars, by the name under which the modules know them. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "app/chart.js",
          new WebJarVersionLocator().fullPath("chart.js", "dist/chart.umd.min.js"),
          "app/bpmn-visualization.js",
          new WebJarVersionLocator()
              .fullPath("bpmn-visualization", "dist/bpmn-visualization.min.js"));

  /** Made by Cockpit for each request. */
  public ImsCockpitPluginResource() {
    super(ImsCockpitPlugin.ID);
  }

  @Override
  protected List<String> getAllowedAssets() {
    List<String> assets = new ArrayList<>(super.getAllowedAssets());
    assets.addAll(MODULES);
    assets.addAll(LIBRARIES.keySet());
    return assets;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the super class has it
  protected InputStream getPluginAssetAsStream(AppPlugin plugin, String fileName) {
    String library = LIBRARIES.get(fileName);
    return library == null
        ? super.getPluginAssetAsStream(plugin, fileName)
        : getClass().getClassLoader().getResourceAsStream(library);
  }
}
