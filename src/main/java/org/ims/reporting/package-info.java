/** Component 1, identification and reporting: a report becomes an incident. */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"incident", "catalogue", "servicelevel", "engine", "engine::web"})
package org.ims.reporting;
