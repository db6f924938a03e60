package org.ims.response;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When temporary measures are taken back.
 *
 * @param removalLead how long before its expiry a removal becomes a task (ISO 8601)
 * @param calendar the name of the calendar in which that counts
 */
@ConfigurationProperties("ims.response.countermeasures")
record CountermeasureSettings(String removalLead, String calendar) {}
