/**
 * Component 4, communication: tells people what they need to know, once, without holding up the
 * work.
 */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"incident", "catalogue", "engine", "engine::web"})
package org.ims.communication;
