package org.ims.communication;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

/** Mails go to the mail server that is configured; without one they are kept as files. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DrillSettings.class, CommunicationSettings.class})
class MailConfiguration {

  @Bean
  @ConditionalOnProperty("spring.mail.host")
  MailTransport smtpTransport(JavaMailSender sender, MailMessages messages) {
    return new SmtpTransport(sender, messages);
  }

  @Bean
  @ConditionalOnProperty(value = "spring.mail.host", matchIfMissing = true, havingValue = "never")
  MailTransport fileTransport(
      @Value("${ims.data-directory}") Path dataDirectory, MailMessages messages) {
    return new FileTransport(dataDirectory.resolve("mail"), messages);
  }
}
