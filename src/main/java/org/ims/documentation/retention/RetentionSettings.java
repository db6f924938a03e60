package org.ims.documentation.retention;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How personal data is reviewed.
 *
 * @param calendar the name of the calendar by whose days the durations of the table count
 * @param planBatch of how many incidents that have ended the dates are set in one transaction
 * @param reviewsPerNight how many reviews become tasks in one night, at most
 * @param expiriesPerNight of how many incidents all is erased in one night because their record is
 *     no longer kept, at most
 * @param reviewWithin how long the task may take (ISO 8601)
 */
@ConfigurationProperties("ims.retention")
record RetentionSettings(
    String calendar,
    int planBatch,
    int reviewsPerNight,
    int expiriesPerNight,
    String reviewWithin) {}
