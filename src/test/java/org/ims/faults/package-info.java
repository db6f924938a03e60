/**
 * Breaks what IMS stands on while people work with it, and checks afterwards what they were
 * promised: {@code mvn test -Pfaults -Dtest='*Drill'}.
 */
package org.ims.faults;
