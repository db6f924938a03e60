/** Checks the forms: what Tasklist 7.24 can draw, and what a person and a record need. */
package org.ims.forms;
