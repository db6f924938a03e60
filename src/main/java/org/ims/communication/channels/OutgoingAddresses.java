package org.ims.communication.channels;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.ims.incident.InvalidInputException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Says where a call may go. A URL is checked when it is entered and before each call; the addresses
 * of its host are checked where the connection is made and those very ones are connected to, so
 * that a name which changes its mind in between gains nothing.
 */
@Component
class OutgoingAddresses implements DnsResolver {

  /** An address that must not be called, in contrast to a name that nobody knows. */
  static final class ForbiddenAddressException extends UnknownHostException {}

  private static final int LONGEST = 2000;
  private static final int MOST_ADDRESSES = 3;
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  /** The registries of special addresses (RFC 6890 and its successors). */
  private static final List<IpAddressMatcher> SPECIAL_IPV4 =
      matchers(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** All that is given out to the public; the rest is local, mapped, translated or not in use. */
  private static final List<IpAddressMatcher> PUBLIC_IPV6 = matchers("2000::/3");

  /** What is special within that; tunnels could lead to any IPv4 address. */
  private static final List<IpAddressMatcher> SPECIAL_IPV6 =
      matchers("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

  /** What a host may have that is named as private. */
  private static final List<IpAddressMatcher> PRIVATE =
      matchers(
          "10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");

  private final ChannelSettings settings;
  private final DnsResolver names;

  @Autowired
  OutgoingAddresses(ChannelSettings settings) {
    this(settings, SystemDefaultDnsResolver.INSTANCE);
  }

  OutgoingAddresses(ChannelSettings settings, DnsResolver names) {
    this.settings = settings;
    this.names = names;
  }

  private static List<IpAddressMatcher> matchers(String... ranges) {
    return Arrays.stream(ranges).map(IpAddressMatcher::new).toList();
  }

  /**
   * A URL that may be called, as far as its letters say.
   *
   * @throws InvalidInputException naming the rule that it breaks, never the URL
   */
  URI checked(String url) {
    if (url == null || url.isBlank()) {
      throw refused("required", "URL is required.");
    }
    URI uri = parsed(url);
    boolean encrypted = "https".equalsIgnoreCase(uri.getScheme());
    if (!encrypted && !(settings.allowHttp() && "http".equalsIgnoreCase(uri.getScheme()))) {
      throw refused("https", "URL must begin with https://.");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw refused("url", "URL must have neither a user nor a fragment.");
    }
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (!HOST.matcher(host).matches()) {
      throw refused("url", "URL must name its host by letters, digits, hyphens and dots.");
    }
    if (!settings.allows(host)) {
      throw refused(
          "allowed-host",
          "URL must lead to a host that the setting ims.communication.channels.allowed-hosts names.");
    }
    return uri;
  }

  private static URI parsed(String url) {
    if (url.length() > LONGEST) {
      throw refused("max-length", "URL must have at most 2000 characters.");
    }
    try {
      return new URI(url.strip());
    } catch (URISyntaxException e) {
      // Its message holds the URL, which is a secret.
      throw refused("url", "URL must be a complete URL, as https://hooks.example.org/services/x.");
    }
  }

  private static InvalidInputException refused(String rule, String sentence) {
    return new InvalidInputException("url", rule, sentence);
  }

  /**
   * The addresses of a host, all of which may be called.
   *
   * @throws ForbiddenAddressException when one of them may not
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
    boolean mayBePrivate = settings.mayBePrivate(host);
    for (InetAddress address : addresses) {
      if (!isPublic(address) && !(mayBePrivate && isOneOf(PRIVATE, address))) {
        throw new ForbiddenAddressException();
      }
    }
    return Arrays.copyOf(addresses, Math.min(addresses.length, MOST_ADDRESSES));
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  /** Whether everybody on the internet means the same machine by it. */
  static boolean isPublic(InetAddress address) {
    if (address instanceof Inet4Address) {
      return !isOneOf(SPECIAL_IPV4, address);
    }
    return address instanceof Inet6Address
        && isOneOf(PUBLIC_IPV6, address)
        && !isOneOf(SPECIAL_IPV6, address);
  }

  private static boolean isOneOf(List<IpAddressMatcher> ranges, InetAddress address) {
    // A link-local address names the network card after a percent sign.
    String text = address.getHostAddress().replaceAll("%.*", "");
    return ranges.stream().anyMatch(range -> range.matches(text));
  }
}
