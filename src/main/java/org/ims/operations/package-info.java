/**
 * What those who run the application see of it: its health, its figures, its stuck jobs, and what
 * they do about them.
 */
package org.ims.operations;
