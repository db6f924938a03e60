/** What all pages for people without Tasklist share: their frame, their looks and the login. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"engine::web"})
package org.ims.pages;
