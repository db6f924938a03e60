package org.ims.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.Yaml;

/** docker-compose.yml says about the application what the code says, and hands out no secret. */
class ComposeTest {

  private static final Path FILE = Path.of("docker-compose.yml");
  private static final Path PROXY = Path.of("docs/proxy");
  private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)(:[?-][^}]*)?}");
  private static final Pattern FULL_VERSION = Pattern.compile("[^:@\\s]+:v?\\d+\\.\\d+[\\w.-]*");

  private static String text;
  private static Map<String, Object> compose;

  @BeforeAll
  static void read() throws IOException {
    text = Files.readString(FILE);
    compose = new Yaml().load(text);
  }

  @Test
  void imagesArePinnedToAFullVersion() {
    List<String> images = new ArrayList<>(baseImages());
    services().values().stream()
        .filter(service -> !service.containsKey("build"))
        .forEach(service -> images.add((String) service.get("image")));
    assertThat(images)
        .hasSize(5)
        .allSatisfy(image -> assertThat(image).matches(FULL_VERSION).doesNotContain("latest"));
  }

  @Test
  void imagesHaveTheMajorVersionsOfTheBuild() throws IOException {
    String java = match(Files.readString(Path.of("pom.xml")), "<java.version>(\\d+)<");
    assertThat(baseImages().get(0)).contains("temurin-" + java);
    assertThat(baseImages().get(1)).contains("temurin:" + java + ".").contains("-jre");
    assertThat((String) service("database").get("image"))
        .startsWith("postgres:" + EmbeddedDatabase.MAJOR_VERSION + ".");
  }

  @Test
  void imageHoldsEverythingThatTheBuildReads() throws IOException {
    List<String> copied =
        dockerfile()
            .lines()
            .filter(line -> line.startsWith("COPY ") && !line.contains("--from"))
            .map(line -> line.split("\\s+")[1])
            .toList();
    assertThat(copied).allSatisfy(source -> assertThat(Path.of(source)).exists());
    List<String> read = new ArrayList<>(List.of("pom.xml"));
    Matcher resource =
        Pattern.compile("<resource>\\s*<directory>([^<]+)<")
            .matcher(Files.readString(Path.of("pom.xml")));
    while (resource.find()) {
      read.add(resource.group(1).split("/")[0]);
    }
    assertThat(copied).containsAll(read);
    List<String> sent =
        Files.readAllLines(Path.of(".dockerignore")).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    assertThat(sent).containsExactlyInAnyOrderElementsOf(copied);
  }

  @Test
  void applicationRunsAsAnOrdinaryUser() {
    String run = dockerfile().substring(dockerfile().lastIndexOf("FROM "));
    assertThat(match(run, "(?m)^USER (\\S+)$")).isNotIn("root", "0");
    assertThat(List.of(service("application"), service("proxy")))
        .allSatisfy(
            service ->
                assertThat(service)
                    .containsEntry("read_only", true)
                    .containsEntry("cap_drop", List.of("ALL"))
                    .containsEntry("security_opt", List.of("no-new-privileges:true")));
  }

  @Test
  void everyServiceIsWatchedAndRestarted() {
    assertThat(services())
        .containsOnlyKeys("application", "proxy", "database", "mail")
        .allSatisfy(
            (name, service) -> {
              assertThat(map(service, "healthcheck")).containsKeys("test", "interval", "timeout");
              assertThat(service).containsEntry("restart", "unless-stopped");
            });
  }

  @Test
  void applicationWaitsForWhatItNeeds() {
    Map<String, Object> needed = map(service("application"), "depends_on");
    assertThat(needed).containsOnlyKeys("database", "mail");
    needed
        .values()
        .forEach(value -> assertThat(value).isEqualTo(Map.of("condition", "service_healthy")));
  }

  @Test
  void dataLiesInNamedVolumes() {
    Set<String> mounted =
        services().values().stream()
            .flatMap(service -> list(service, "volumes").stream())
            .filter(volume -> !volume.startsWith("./"))
            .map(volume -> volume.substring(0, volume.indexOf(':')))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(map(compose, "volumes").keySet()).containsExactlyElementsOf(mounted);
    assertThat(list(service("database"), "volumes"))
        .containsExactly("database:/var/lib/postgresql/data");
  }

  @Test
  void portsAreThoseThatTheApplicationListensOn() throws IOException {
    Map<String, Object> environment = map(service("application"), "environment");
    String port = (String) environment.get("SERVER_PORT");
    Map<String, Object> settings =
        new Yaml().load(Files.readString(Path.of("src/main/resources/application.yaml")));
    assertThat(port).isEqualTo(String.valueOf(map(settings, "server").get("port")));
    assertThat(match(dockerfile(), "(?m)^EXPOSE (\\d+)$")).isEqualTo(port);
    assertThat(Files.readString(PROXY.resolve("ims.conf")))
        .contains("set $ims application;")
        .contains("proxy_pass http://$ims:" + port + ";");
    assertThat(String.join(" ", list(map(service("application"), "healthcheck"), "test")))
        .contains("/dev/tcp/127.0.0.1/" + port + " ")
        .contains("GET /actuator/health HTTP");
  }

  @Test
  void onlyThisMachineIsServed() {
    assertThat(services().values())
        .flatExtracting(service -> list(service, "ports"))
        .isNotEmpty()
        .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
    assertThat(service("database")).doesNotContainKey("ports");
  }

  /** So {@code --scale application=2} finds no port taken and no key that only one node has. */
  @Test
  void severalApplicationsFitBehindTheProxy() throws IOException {
    Map<String, Object> application = service("application");
    assertThat(application).doesNotContainKeys("ports", "container_name", "hostname");
    assertThat(map(application, "environment"))
        .containsKeys("IMS_JOURNAL_SIGNINGKEY", "IMS_WEBHOOKS_SEALINGKEY");
    Map<String, Object> proxy = service("proxy");
    String listening = match(Files.readString(PROXY.resolve("local.conf")), "listen (\\d+);");
    assertThat(list(proxy, "ports"))
        .containsExactly("127.0.0.1:${IMS_PORT:-" + listening + "}:" + listening);
    assertThat(map(proxy, "depends_on"))
        .isEqualTo(Map.of("application", Map.of("condition", "service_healthy")));
    assertThat(list(proxy, "volumes"))
        .hasSize(2)
        .allSatisfy(
            volume -> assertThat(Path.of(volume.substring(0, volume.indexOf(':')))).exists());
  }

  /** Whoever could pose as the proxy could pose as any address. */
  @Test
  void onlyTheProxyIsBelieved() {
    String trusted = (String) map(service("application"), "environment").get("IMS_TRUSTEDPROXIES");
    Map<String, Object> front = map(map(service("proxy"), "networks"), "front");
    String address = (String) front.get("ipv4_address");
    assertThat(trusted).isEqualTo(address.replace(".", "\\."));
    assertThat(map(map(compose, "networks"), "front").toString())
        .contains("subnet=" + address.substring(0, address.lastIndexOf('.')) + ".0/24")
        .contains("ip_range=" + address.substring(0, address.lastIndexOf('.')) + ".128/25");
    assertThat(list(service("application"), "networks")).containsExactly("default", "front");
    assertThat(List.of(service("database"), service("mail")))
        .allSatisfy(service -> assertThat(service).doesNotContainKey("networks"));
  }

  @Test
  void applicationIsGivenTheDatabaseThatIsThere() {
    Map<String, Object> application = map(service("application"), "environment");
    Map<String, Object> database = map(service("database"), "environment");
    assertThat(application)
        .containsEntry(
            "SPRING_DATASOURCE_URL",
            "jdbc:postgresql://database:5432/" + database.get("POSTGRES_DB"))
        .containsEntry("SPRING_FLYWAY_USER", database.get("POSTGRES_USER"))
        .containsEntry("SPRING_FLYWAY_PASSWORD", database.get("POSTGRES_PASSWORD"))
        .containsEntry("SPRING_DATASOURCE_PASSWORD", database.get("IMS_DATABASE_PASSWORD"))
        .containsEntry("SPRING_MAIL_HOST", "mail");
  }

  /** Whoever owns the journal can switch off what protects it, so the application must not. */
  @Test
  void applicationWorksAsARoleThatOwnsNothing() {
    Map<String, Object> application = map(service("application"), "environment");
    String role = (String) application.get("SPRING_DATASOURCE_USERNAME");
    assertThat(role).isNotEqualTo(application.get("SPRING_FLYWAY_USER"));
    Map<String, Object> script = map(map(compose, "configs"), "application-role");
    assertThat((String) script.get("content"))
        .contains("CREATE ROLE " + role + " LOGIN PASSWORD :'secret'")
        .contains("--username=" + application.get("SPRING_FLYWAY_USER"))
        .doesNotContain("SUPERUSER");
  }

  /** The keys of the journal and the copy of its checkpoints outlive the container. */
  @Test
  void keysLieInAVolume() {
    assertThat(list(service("application"), "volumes"))
        .containsExactly(
            "data:" + map(service("application"), "environment").get("IMS_DATADIRECTORY"));
  }

  @Test
  void applicationKnowsEachVariableThatItIsGiven() throws IOException {
    Set<String> known = knownVariables();
    assertThat(known).contains("SPRING_DATASOURCE_URL", "IMS_DATADIRECTORY", "SERVER_PORT");
    assertThat(map(service("application"), "environment").keySet())
        .filteredOn(name -> !name.equals("JAVA_TOOL_OPTIONS"))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(known).contains(name));
  }

  @Test
  void noPasswordIsWrittenDown() {
    List<String> secrets = new ArrayList<>();
    services()
        .values()
        .forEach(
            service ->
                map(service, "environment")
                    .forEach(
                        (name, value) -> {
                          if (name.matches(".*(PASSWORD|SECRET|TOKEN|KEY).*")) {
                            secrets.add((String) value);
                          }
                        }));
    assertThat(secrets)
        .hasSize(7)
        .allSatisfy(value -> assertThat(value).matches("\\$\\{[A-Z_]+:\\?[^}]+}"));
    assertThat(text).doesNotContainPattern("(?i)(password|user)=");
  }

  @Test
  void exampleOfEnvListsEachVariableAndNoPassword() throws IOException {
    Map<String, String> example =
        Files.readAllLines(Path.of(".env.example")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    Map<String, String> used =
        VARIABLE
            .matcher(text)
            .results()
            .collect(
                Collectors.toMap(
                    result -> result.group(1),
                    result -> result.group(2) == null ? "" : result.group(2),
                    (one, other) -> one));
    assertThat(example).containsOnlyKeys(used.keySet());
    used.forEach(
        (name, rule) ->
            assertThat(example.get(name))
                .as(name)
                .isEqualTo(rule.startsWith(":-") ? rule.substring(2) : ""));
    assertThat(Files.readAllLines(Path.of(".gitignore"))).contains(".env");
  }

  /** As environment variables: the settings of Boot and the engine, and those of our own code. */
  private static Set<String> knownVariables() throws IOException {
    Set<String> known = new TreeSet<>();
    Resource[] descriptions =
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:META-INF/spring-configuration-metadata.json");
    for (Resource description : descriptions) {
      JsonNode properties =
          new ObjectMapper()
              .readTree(description.getContentAsString(StandardCharsets.UTF_8))
              .path("properties");
      properties.forEach(property -> known.add(variable(property.path("name").asText())));
    }
    Pattern ours = Pattern.compile("\\$\\{(ims(?:\\.[a-z-]+)+)");
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> read =
          Stream.concat(
                  files.filter(path -> path.toString().endsWith(".java")),
                  Stream.of(Path.of("src/main/resources/application.yaml")))
              .toList();
      for (Path file : read) {
        ours.matcher(Files.readString(file))
            .results()
            .forEach(result -> known.add(variable(result.group(1))));
      }
    }
    return known;
  }

  private static String variable(String property) {
    return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static List<String> baseImages() {
    return dockerfile()
        .lines()
        .filter(line -> line.startsWith("FROM "))
        .map(line -> line.split("\\s+")[1])
        .toList();
  }

  private static String dockerfile() {
    return (String) map(service("application"), "build").get("dockerfile_inline");
  }

  private static String match(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  private static Map<String, Object> service(String name) {
    return services().get(name);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<String, Object>> services() {
    return (Map<String, Map<String, Object>>) compose.get("services");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> parent, String key) {
    return (Map<String, Object>) parent.getOrDefault(key, Map.of());
  }

  @SuppressWarnings("unchecked")
  private static List<String> list(Map<String, Object> parent, String key) {
    return (List<String>) parent.getOrDefault(key, List.of());
  }
}
