/**
 * Channels besides mail: chat rooms and other systems that hear of incidents, and what keeps a call
 * to the outside from ending up inside.
 */
package org.ims.communication.channels;
