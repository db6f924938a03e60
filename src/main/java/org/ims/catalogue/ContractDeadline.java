package org.ims.catalogue;

import java.time.Duration;

/**
 * Somebody whom a contract about a service wants to be told of an incident.
 *
 * @param contract by the name under which the organisation knows it
 * @param recipient whom to tell, in words
 * @param within how soon after the incident is known; whole minutes, more than zero
 */
public record ContractDeadline(String contract, String recipient, Duration within) {}
