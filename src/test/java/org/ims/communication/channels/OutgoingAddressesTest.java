package org.ims.communication.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.ims.communication.channels.OutgoingAddresses.ForbiddenAddressException;
import org.ims.incident.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a call may go, whatever the name servers of strangers say. */
class OutgoingAddressesTest {

  private static final ChannelSettings SETTINGS =
      new ChannelSettings(
          List.of("hooks.slack.com", "*.logic.azure.com", "chat.corp.example"),
          List.of("chat.corp.example"),
          false);

  private final OutgoingAddresses addresses = new OutgoingAddresses(SETTINGS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.slack.com/services/T0/B0/x",
        "HTTPS://Hooks.Slack.com/services/T0/B0/x",
        "https://hooks.slack.com:443/x",
        "https://prod-12.westeurope.logic.azure.com:443/workflows/a/triggers/b?sig=c%2Fd",
      })
  void hostOnTheListMayBeCalled(String url) {
    assertThatCode(() -> addresses.checked(url)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "http://hooks.slack.com/x, https",
    "ftp://hooks.slack.com/x, https",
    "file:///etc/passwd, https",
    "hooks.slack.com/x, https",
    "https://evil.example/x, allowed-host",
    "https://logic.azure.com/x, allowed-host",
    "https://evillogic.azure.com/x, allowed-host",
    "https://hooks.slack.com.evil.example/x, allowed-host",
    "https://127.0.0.1/x, allowed-host",
    "https://2130706433/x, allowed-host",
    "https://hooks.slack.com./x, url",
    "https://[::1]/x, url",
    "https://hooks.slack.com@evil.example/x, url",
    "https://user:word@hooks.slack.com/x, url",
    "https://hooks.slack.com/x#y, url",
    "'https://hooks.slack.com/x y', url",
    "https://hooks.slack.com\\@evil.example/x, url",
    "https:///x, url",
    "'', required",
  })
  void otherUrlIsRefusedWithoutBeingRepeated(String url, String rule) {
    InvalidInputException refusal =
        catchThrowableOfType(InvalidInputException.class, () -> addresses.checked(url));

    assertThat(refusal).as(url).isNotNull();
    assertThat(refusal.violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.field()).isEqualTo("url");
              assertThat(violation.rule()).isEqualTo(rule);
              assertThat(violation.message())
                  .doesNotContain("evil", "passwd", "word", "2130706433");
            });
  }

  @Test
  void withoutAListNothingMayBeCalled() {
    OutgoingAddresses closed = new OutgoingAddresses(new ChannelSettings(null, null, false));

    assertThatThrownBy(() -> closed.checked("https://hooks.slack.com/x"))
        .isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.8.9.10",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::a00:1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
      })
  void addressThatIsNotPublicIsNotConnectedTo(String address) throws Exception {
    InetAddress parsed = InetAddress.getByName(address);

    assertThat(OutgoingAddresses.isPublic(parsed)).isFalse();
    assertThatThrownBy(() -> with(parsed).resolve("hooks.slack.com"))
        .isInstanceOf(ForbiddenAddressException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::8"})
  void publicAddressIs(String address) throws Exception {
    InetAddress parsed = InetAddress.getByName(address);

    assertThat(with(parsed).resolve("hooks.slack.com")).containsExactly(parsed);
  }

  /** One bad address among good ones would be tried when the good ones do not answer. */
  @Test
  void allAddressesOfAHostMustBePublic() throws Exception {
    InetAddress good = InetAddress.getByName("8.8.8.8");
    InetAddress bad = InetAddress.getByName("10.0.0.1");

    assertThatThrownBy(() -> with(good, bad).resolve("hooks.slack.com"))
        .isInstanceOf(ForbiddenAddressException.class);
  }

  @Test
  void hostThatIsNamedAsPrivateMayBePrivateButNeverTheMetadataOfACloud() throws Exception {
    InetAddress inside = InetAddress.getByName("10.0.0.1");
    InetAddress metadata = InetAddress.getByName("169.254.169.254");

    assertThat(with(inside).resolve("chat.corp.example")).containsExactly(inside);
    assertThatThrownBy(() -> with(metadata).resolve("chat.corp.example"))
        .isInstanceOf(ForbiddenAddressException.class);
    assertThatThrownBy(() -> with(inside).resolve("hooks.slack.com"))
        .isInstanceOf(ForbiddenAddressException.class);
  }

  private static OutgoingAddresses with(InetAddress... found) {
    return new OutgoingAddresses(
        SETTINGS,
        new DnsResolver() {
          @Override
          public InetAddress[] resolve(String host) {
            return found;
          }

          @Override
          public String resolveCanonicalHostname(String host) throws UnknownHostException {
            throw new UnknownHostException();
          }
        });
  }
}
