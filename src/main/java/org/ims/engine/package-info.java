/** Configures the process engine and holds the few helpers that two or more modules use. */
package org.ims.engine;
