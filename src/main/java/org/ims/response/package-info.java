/**
 * Component 3, response and resolution: people find the cause, stop the damage and restore the
 * service.
 */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "incident",
      "calendar",
      "servicelevel",
      "engine",
      "engine :: choices",
      "engine :: playbooks",
      "servicelevel"
    })
package org.ims.response;
