package org.ims.review;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RecurrenceSettings.class, MeetingSettings.class})
class ReviewConfiguration {}
