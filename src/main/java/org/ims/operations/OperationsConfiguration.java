package org.ims.operations;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MonitoringSettings.class, StuckJobSettings.class})
class OperationsConfiguration {}
