/** Lists a form offers that come from live data, such as services, people and teams. */
@org.springframework.modulith.NamedInterface("choices")
package org.ims.engine.choices;
