/** Component 6, post-incident review: what was learnt, and what is changed because of it. */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"incident", "calendar", "servicelevel", "engine"})
package org.ims.review;
