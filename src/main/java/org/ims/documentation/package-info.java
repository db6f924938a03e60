/**
 * Component 5, documentation and reporting: the record of an incident, and the answers it gives.
 */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "incident",
      "calendar",
      "engine",
      "engine::choices",
      "engine::pdf",
      "engine::web",
      "servicelevel"
    })
package org.ims.documentation;
