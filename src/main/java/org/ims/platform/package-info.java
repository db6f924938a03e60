/**
 * Starts the process: the database it brings or is given, the words on the console, clear failures.
 */
package org.ims.platform;
