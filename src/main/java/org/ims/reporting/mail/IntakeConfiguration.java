package org.ims.reporting.mail;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@WhereMailboxIsOn
@EnableConfigurationProperties(IntakeSettings.class)
class IntakeConfiguration {}
