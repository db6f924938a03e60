package org.ims.engine.choices;

import java.util.Set;

/**
 * Whom a form is served to.
 *
 * @param user the login; empty where nobody is signed in
 * @param groups of which they are a member
 */
public record Asker(String user, Set<String> groups) {}
