/** Keeps the audiences of an incident informed, at their pace, until the all-clear. */
package org.ims.communication.updates;
