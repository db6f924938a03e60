/**
 * The incident itself: its number, facts, states and legal transitions, free of any process engine.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package org.ims.incident;
