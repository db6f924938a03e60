/** Figures, measured on demand; no test passes or fails by a time. */
package org.ims.benchmark;
