/** Users, groups, what they may do, and what stands between them and the application. */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"catalogue", "engine", "engine::gate", "engine::web", "incident"})
package org.ims.security;
