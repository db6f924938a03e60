/** Component 2, assessment and triage: what the event is, how bad it is and who works on it. */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"incident", "catalogue", "servicelevel", "engine"})
package org.ims.triage;
