package org.ims.communication.channels;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whom this application may call.
 *
 * @param allowedHosts names of hosts, or {@code *.example.org} for all below one; empty for none
 * @param privateHosts those of them that may have private addresses, each by its full name
 * @param allowHttp whether a call may go without encryption, which is for tests
 */
@ConfigurationProperties("ims.communication.channels")
record ChannelSettings(List<String> allowedHosts, List<String> privateHosts, boolean allowHttp) {

  ChannelSettings {
    allowedHosts = lowerCase(allowedHosts);
    privateHosts = lowerCase(privateHosts);
  }

  private static List<String> lowerCase(List<String> hosts) {
    return hosts == null
        ? List.of()
        : hosts.stream()
            .map(host -> host.strip().toLowerCase(Locale.ROOT))
            .filter(host -> !host.isEmpty())
            .toList();
  }

  /**
   * @param host in lower case
   */
  boolean allows(String host) {
    return allowedHosts.stream()
        .anyMatch(
            allowed ->
                allowed.startsWith("*.")
                    ? host.length() > allowed.length() - 1 && host.endsWith(allowed.substring(1))
                    : host.equals(allowed));
  }

  boolean mayBePrivate(String host) {
    return privateHosts.contains(host.toLowerCase(Locale.ROOT));
  }
}
