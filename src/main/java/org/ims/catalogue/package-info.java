/** The service catalogue: which services exist, who owns them and how long they may be down. */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"incident", "engine", "engine::choices", "engine::web"})
package org.ims.catalogue;
