/** The service catalogue: which services exist, who owns them and how long they may be down. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = "engine::choices")
package org.ims.catalogue;
