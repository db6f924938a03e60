/** Reports by mail: a mailbox is read, and each mail in it becomes what it is, once. */
package org.ims.reporting.mail;
