/**
 * Service levels: by when each step of an incident is promised, when the clock of a promise stands
 * still, and which promises were not kept.
 */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"incident", "calendar", "engine"})
package org.ims.servicelevel;
