/** Component 2, assessment and triage: what the event is, how bad it is and who works on it. */
package org.ims.triage;
