/**
 * Service calendars: turns a start and an ISO-8601 duration into the instant at which it is due.
 */
package org.ims.calendar;
