package org.ims.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;
import org.yaml.snakeyaml.Yaml;

/** The examples of a proxy let nothing through that the application would believe by mistake. */
class ProxyExampleTest {

  private static final Path DIRECTORY = Path.of("docs/proxy");
  private static final Pattern HEADER = Pattern.compile("proxy_set_header (\\S+) (\\S+);");

  @Test
  void whatAClientSaysOfItselfIsReplaced() throws IOException {
    List<MatchResult> headers = HEADER.matcher(read("ims.conf")).results().toList();
    assertThat(headers)
        .extracting(header -> Map.entry(header.group(1), header.group(2)))
        .contains(
            Map.entry("X-Forwarded-For", "$remote_addr"),
            Map.entry("X-Forwarded-Proto", "$ims_tls"),
            Map.entry("X-Forwarded-Host", "\"\""),
            Map.entry("X-Forwarded-Port", "\"\""),
            Map.entry("Forwarded", "\"\""),
            Map.entry("Host", "$http_host"));
    assertThat(read("local.conf")).contains("set $ims_tls \"\";");
    assertThat(read("tls.conf")).containsOnlyOnce("set $ims_tls https;");
  }

  /** One header set in a location would take all those away that the server sets. */
  @Test
  void noLocationSetsHeadersOfItsOwn() throws IOException {
    String text = read("ims.conf");
    assertThat(text.substring(text.indexOf("location"))).doesNotContain("proxy_set_header");
  }

  @Test
  void onlyModernTlsIsSpoken() throws IOException {
    String text = read("tls.conf");
    assertThat(text)
        .contains("ssl_protocols TLSv1.2 TLSv1.3;")
        .contains("ssl_reject_handshake on;");
    String ciphers = text.substring(text.indexOf("ssl_ciphers"), text.indexOf("ssl_prefer"));
    assertThat(ciphers.strip().replaceAll("ssl_ciphers |;", "").split(":"))
        .allSatisfy(
            cipher -> assertThat(cipher).matches("ECDHE-.*(GCM-SHA\\d+|CHACHA20-POLY1305)"));
  }

  @Test
  void theOperatorsInterfaceStaysInside() throws IOException {
    assertThat(read("ims.conf"))
        .containsPattern("location /actuator \\{\\s+return 404;")
        .contains("location = /actuator/health {");
  }

  @Test
  void itWaitsLongerAndTakesMoreThanTheApplication() throws IOException {
    Map<String, Object> ims =
        child(
            new Yaml().load(Files.readString(Path.of("src/main/resources/application.yaml"))),
            "ims");
    String evidence = (String) child(ims, "evidence").get("max-size");
    String text = read("ims.conf");
    assertThat(DataSize.parse(value(text, "client_max_body_size").toUpperCase(Locale.ROOT) + "B"))
        .isGreaterThan(DataSize.parse(evidence));
    // statement_timeout, and what the pool may take before.
    assertThat(DurationStyle.SIMPLE.parse(value(text, "proxy_read_timeout"))).hasSeconds(70);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ims.conf", "local.conf", "tls.conf"})
  void eachBlockAndStatementEnds(String file) throws IOException {
    List<String> lines =
        read(file).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    assertThat(lines)
        .filteredOn(line -> !line.startsWith("#"))
        .allSatisfy(line -> assertThat(line).matches(".*[;{}]$"));
    assertThat(lines.stream().filter(line -> line.endsWith("{")).count())
        .isEqualTo(lines.stream().filter(line -> line.equals("}")).count());
  }

  private static String value(String text, String directive) {
    return Pattern.compile(directive + " (\\S+);")
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> child(Map<String, Object> parent, String key) {
    return (Map<String, Object>) parent.get(key);
  }

  private static String read(String file) throws IOException {
    return Files.readString(DIRECTORY.resolve(file));
  }
}
