package org.ims.engine;

/**
 * A user was deleted from the engine, in the transaction under way.
 *
 * @param by the login that did it; empty where no person asked
 */
public record UserDeleted(String userId, String by) {}
