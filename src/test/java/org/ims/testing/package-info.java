/**
 * What the tests share: one PostgreSQL for the JVM, a clock, jobs fired by the id of their element.
 */
package org.ims.testing;
