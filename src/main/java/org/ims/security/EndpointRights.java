package org.ims.security;

import static org.ims.security.Roles.ADMINISTRATOR;
import static org.ims.security.Roles.AUDITOR;
import static org.ims.security.Roles.EXEC;
import static org.ims.security.Roles.INCIDENT_MANAGER;
import static org.ims.security.Roles.MAJOR_INCIDENT_MANAGER;
import static org.ims.security.Roles.PROCESS_OWNER;
import static org.ims.security.Roles.REPORTER;
import static org.ims.security.Roles.SERVICE_DESK;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The one table of who may ask what of our own API: method, path, roles. What is not in it is open
 * to nobody. Which incidents somebody may know of is decided behind it, incident by incident.
 */
final class EndpointRights {

  /** Everybody with a login, even without a role. */
  static final Audience SIGNED_IN = new Audience("everybody with a login", groups -> true);

  /** Also without a login, as far as a component declares the endpoint public. */
  static final Audience ANYBODY =
      new Audience("anybody, when there is something public", groups -> true);

  /** Machines, which a filter of their own knows by their tokens and signatures. */
  static final Audience MACHINES = new Audience("webhook sources", groups -> true);

  private static final Audience WORKING =
      new Audience(
          "who works on incidents",
          groups ->
              groups.stream()
                  .anyMatch(
                      group ->
                          Roles.staff().contains(group)
                              || group.startsWith(Roles.TEAM_PREFIX)
                              || group.equals(ADMINISTRATOR)));

  private static final Audience NOT_ONLY_REPORTING =
      new Audience(
          "who works on incidents, " + AUDITOR,
          groups -> WORKING.includes(groups) || groups.contains(AUDITOR));

  private static final Audience ADMINISTRATORS = roles(ADMINISTRATOR);
  private static final Audience JOURNAL_READERS = roles(AUDITOR, ADMINISTRATOR);
  private static final Audience OWNERS = roles(PROCESS_OWNER, ADMINISTRATOR);
  private static final Audience MANAGERS =
      roles(INCIDENT_MANAGER, MAJOR_INCIDENT_MANAGER, ADMINISTRATOR);
  private static final Audience PROCESS_READERS =
      roles(AUDITOR, PROCESS_OWNER, INCIDENT_MANAGER, MAJOR_INCIDENT_MANAGER, ADMINISTRATOR);
  private static final Audience MESSAGE_KEEPERS =
      roles(
          "comms-internal",
          "comms-external",
          INCIDENT_MANAGER,
          MAJOR_INCIDENT_MANAGER,
          ADMINISTRATOR);
  private static final Audience FIGURE_READERS =
      roles(
          INCIDENT_MANAGER,
          MAJOR_INCIDENT_MANAGER,
          EXEC,
          AUDITOR,
          PROCESS_OWNER,
          "risk-owner",
          ADMINISTRATOR);

  private static final String INCIDENT = "/api/incidents/{number}";

  private static final List<Row> TABLE =
      List.of(
          row("POST", "/api/incidents", SIGNED_IN).withScope("incidents:report"),
          row("GET", "/api/incidents", SIGNED_IN),
          row("GET", "/api/incidents.csv", SIGNED_IN),
          row("GET", INCIDENT, SIGNED_IN),
          row("GET", INCIDENT + "/overview", NOT_ONLY_REPORTING).reportersOwn(),
          row("GET", INCIDENT + "/timeline", NOT_ONLY_REPORTING).hiddenFromReporters(),
          row("POST", INCIDENT + "/timeline", WORKING).hiddenFromReporters(),
          row("GET", INCIDENT + "/processes", PROCESS_READERS),
          row("GET", INCIDENT + "/journal", JOURNAL_READERS),
          row(
                  "GET",
                  INCIDENT + "/dossier.*",
                  roles(
                      AUDITOR,
                      INCIDENT_MANAGER,
                      MAJOR_INCIDENT_MANAGER,
                      "dpo",
                      "legal",
                      "regulatory-officer",
                      ADMINISTRATOR))
              .hiddenFromReporters(),
          row("GET", INCIDENT + "/updates", NOT_ONLY_REPORTING).hiddenFromReporters(),
          row("GET", INCIDENT + "/legal-hold", NOT_ONLY_REPORTING).hiddenFromReporters(),
          row("PUT", INCIDENT + "/legal-hold", holders()).hiddenFromReporters(),
          row("DELETE", INCIDENT + "/legal-hold", holders()).hiddenFromReporters(),
          row("GET", INCIDENT + "/retention", NOT_ONLY_REPORTING).hiddenFromReporters(),
          row("POST", INCIDENT + "/erasure", roles("dpo", ADMINISTRATOR)).hiddenFromReporters(),
          row("GET", INCIDENT + "/evidence", NOT_ONLY_REPORTING).reportersOwn(),
          row("POST", INCIDENT + "/evidence", WORKING).reportersOwn(),
          row("GET", INCIDENT + "/evidence/{id}", NOT_ONLY_REPORTING).reportersOwn(),
          row("DELETE", INCIDENT + "/evidence/{id}", MANAGERS),
          row("GET", INCIDENT + "/evidence/{id}/custody", NOT_ONLY_REPORTING).reportersOwn(),
          row("GET", "/api/process-definitions/{id}/heat", PROCESS_READERS),
          row("GET", "/api/process-instances/{id}", PROCESS_READERS),
          row("GET", "/api/journal/entries", JOURNAL_READERS),
          row("GET", "/api/journal/verification", JOURNAL_READERS),
          row("GET", "/api/journal/export", JOURNAL_READERS),
          row("POST", "/api/journal/signing-key/rotation", ADMINISTRATORS),
          row("GET", "/api/stuck-jobs", roles(PROCESS_OWNER, AUDITOR, ADMINISTRATOR)),
          row("POST", "/api/stuck-jobs/retries", OWNERS),
          row("GET", "/api/reports", FIGURE_READERS),
          row("GET", "/api/reports/{report}", FIGURE_READERS),
          row("GET", "/api/reports/monthly/{file}", FIGURE_READERS),
          row(
              "GET",
              "/api/received-mails",
              roles(
                  SERVICE_DESK, INCIDENT_MANAGER, MAJOR_INCIDENT_MANAGER, AUDITOR, ADMINISTRATOR)),
          row("GET", "/api/messages", MESSAGE_KEEPERS.and(AUDITOR)),
          row("POST", "/api/messages/retry", MESSAGE_KEEPERS),
          row("POST", "/api/messages/{id}/retry", MESSAGE_KEEPERS),
          row("POST", "/api/messages/{id}/discard", MESSAGE_KEEPERS),
          row("GET", "/api/subscriptions", SIGNED_IN),
          row("POST", "/api/subscriptions", SIGNED_IN),
          row("DELETE", "/api/subscriptions/{id}", SIGNED_IN),
          row("GET", "/api/services", SIGNED_IN),
          row("GET", "/api/services.csv", SIGNED_IN),
          row("GET", "/api/services/{key}", SIGNED_IN),
          row("GET", "/api/services/{key}/changes", SIGNED_IN),
          row("PUT", "/api/services/{key}", OWNERS),
          row("POST", "/api/services/{key}/retirement", OWNERS),
          row("POST", "/api/services/import", OWNERS),
          row("GET", "/api/status", ANYBODY),
          row("GET", "/api/webhook-sources", ADMINISTRATORS),
          row("POST", "/api/webhook-sources", ADMINISTRATORS),
          row("DELETE", "/api/webhook-sources/{name}", ADMINISTRATORS),
          row("POST", "/api/webhook-sources/{name}/rotation", ADMINISTRATORS),
          row("GET", "/api/webhook-sources/{name}/deliveries", ADMINISTRATORS),
          row("GET", "/api/channels", ADMINISTRATORS),
          row("POST", "/api/channels", ADMINISTRATORS),
          row("DELETE", "/api/channels/{name}", ADMINISTRATORS),
          row("POST", "/api/channels/{name}/test", ADMINISTRATORS),
          row("POST", "/api/channels/{name}/rotation", ADMINISTRATORS),
          row("GET", "/api/channels/{name}/audit", ADMINISTRATORS),
          row("POST", "/api/webhooks/{format}", MACHINES).withScope(null),
          // A token that makes tokens would outlive its own revocation.
          row("GET", "/api/tokens", SIGNED_IN).withScope(null),
          row("POST", "/api/tokens", SIGNED_IN).withScope(null),
          row("DELETE", "/api/tokens/{id}", SIGNED_IN).withScope(null));

  /** Who may use the engine's own REST API at all; behind it the engine's rights apply. */
  static final List<String> ENGINE_REST = List.of(PROCESS_OWNER, AUDITOR, ADMINISTRATOR);

  /** Of a token, for the engine's own REST API. */
  static final String ENGINE_SCOPE = "engine";

  private EndpointRights() {}

  /** In the order in which the README shows it. */
  static List<Row> table() {
    return TABLE;
  }

  /** The row of a request, the most specific of those that fit. */
  static Optional<Row> find(HttpMethod method, PathContainer path) {
    HttpMethod asked = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
    return matching(path)
        .filter(row -> row.method().equals(asked))
        .min((one, other) -> PathPattern.SPECIFICITY_COMPARATOR.compare(one.path(), other.path()));
  }

  /** The methods that the path knows; none when there is no such path. */
  static Set<HttpMethod> methods(PathContainer path) {
    return matching(path).map(Row::method).collect(Collectors.toSet());
  }

  private static Stream<Row> matching(PathContainer path) {
    return TABLE.stream().filter(row -> row.path().matches(path));
  }

  /** What a token may be narrowed to. */
  static Set<String> scopes() {
    return Stream.concat(
            TABLE.stream().map(Row::scope).filter(scope -> scope != null), Stream.of(ENGINE_SCOPE))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Audience holders() {
    return roles("legal", "dpo", INCIDENT_MANAGER, ADMINISTRATOR);
  }

  private static Audience roles(String... roles) {
    List<String> names = Arrays.asList(roles);
    return new Audience(
        String.join(", ", names), groups -> groups.stream().anyMatch(names::contains));
  }

  private static Row row(String method, String path, Audience audience) {
    String resource = path.split("[/.]")[2];
    String scope = resource + (method.equals("GET") ? ":read" : ":write");
    return new Row(
        HttpMethod.valueOf(method),
        PathPatternParser.defaultInstance.parse(path),
        audience,
        scope,
        ForReporters.REFUSED);
  }

  /** Who may, told by the groups of a login. */
  record Audience(String name, Predicate<Collection<String>> test) {

    boolean includes(Collection<String> groups) {
      return test.test(groups);
    }

    Audience and(String role) {
      return new Audience(name + ", " + role, groups -> test.test(groups) || groups.contains(role));
    }
  }

  /** What those get who do no more than report, where they are not among those who may. */
  enum ForReporters {
    /** The answer that it is not theirs. */
    REFUSED,
    /** The answer that there is no such thing. */
    HIDDEN,
    /** The same as the others for what they reported themselves; the rest is hidden behind it. */
    OWN
  }

  /**
   * One right.
   *
   * @param scope which a narrowed token must have, or null where no token is taken
   */
  record Row(
      HttpMethod method,
      PathPattern path,
      Audience audience,
      String scope,
      ForReporters forReporters) {

    Row withScope(String other) {
      return new Row(method, path, audience, other, forReporters);
    }

    Row hiddenFromReporters() {
      return new Row(method, path, audience, scope, ForReporters.HIDDEN);
    }

    Row reportersOwn() {
      return new Row(method, path, audience, scope, ForReporters.OWN);
    }

    /** Whether these groups come as far as the endpoint. */
    boolean lets(Collection<String> groups) {
      return audience.includes(groups) || forReporters == ForReporters.OWN && onlyReport(groups);
    }

    /** Whether a refusal of these groups looks as if there was nothing. */
    boolean hiddenFrom(Collection<String> groups) {
      return forReporters != ForReporters.REFUSED && onlyReport(groups);
    }

    private static boolean onlyReport(Collection<String> groups) {
      return groups.stream().allMatch(REPORTER::equals);
    }
  }
}
