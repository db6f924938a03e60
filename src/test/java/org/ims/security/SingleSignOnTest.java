package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Sign-in by OpenID Connect and its bearer tokens, against a provider that a test can make lie. */
@ImsHttpTest
class SingleSignOnTest {

  private static final StubIssuer ISSUER = new StubIssuer();
  private static final String TASKLIST = "/camunda/app/tasklist/default/";
  private static final String DATA = "/camunda/api/engine/engine/default/task?maxResults=1";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  @Autowired private IdentityService identities;
  @Autowired private JdbcClient jdbc;
  @LocalServerPort private int port;

  /** At the provider; another person in each test. */
  private final String subject = UUID.randomUUID().toString();

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry settings) {
    settings.add("ims.security.oidc.issuer", ISSUER::url);
    settings.add("ims.security.oidc.client-id", () -> StubIssuer.CLIENT);
    settings.add("ims.security.oidc.client-secret", () -> "secret");
    settings.add("ims.security.oidc.audience", () -> StubIssuer.AUDIENCE);
    settings.add("ims.security.oidc.groups-claim", () -> "realm_access.roles");
    settings.add(
        "ims.security.oidc.groups",
        () -> "desk=service-desk,desk=reporter,staff=reporter,audit=auditor,owners=process-owner");
  }

  @Test
  void whoeverComesFromTheProviderIsInTasklistAndInThePages() {
    Http person = browser();
    HttpResponse<String> back = signIn(person, TASKLIST, person("Jo", "desk", "unheard-of"));
    assertThat(back.headers().firstValue("Location").orElse("")).contains(TASKLIST);
    JsonNode login = Http.json(person.get("/camunda/api/admin/auth/user/default"));
    String user = login.path("userId").asText();
    assertThat(user).startsWith("sso-jo");
    assertThat(login.path("authorizedApps").toString()).contains("tasklist");
    assertThat(person.get(DATA).statusCode()).isEqualTo(200);
    assertThat(person.get("/report/mine").statusCode()).isEqualTo(200);
    assertThat(person.get("/api/incidents").statusCode()).isEqualTo(200);
    assertThat(groups(user)).containsExactlyInAnyOrder("service-desk", "reporter");
    User row = identities.createUserQuery().userId(user).singleResult();
    assertThat(List.of(row.getFirstName(), row.getLastName(), row.getEmail()))
        .containsExactly("Jo", "Doe", "jo@example.org");
    assertThat(OrganisationJournal.newest(port, "signed-in", user))
        .singleElement()
        .asString()
        .contains("single-sign-on");
  }

  @Test
  void theSubjectIsThePersonWhateverTheNameIs() {
    String first = userAfter(person("Kim", "desk"));
    assertThat(userAfter(person("Renamed", "staff"))).isEqualTo(first);
    assertThat(groups(first)).containsExactly("reporter");
    assertThat(identities.createUserQuery().userId(first).singleResult().getFirstName())
        .isEqualTo("Renamed");
    JWTClaimsSet.Builder namesake = person("Kim", "desk").subject(UUID.randomUUID().toString());
    assertThat(userAfter(namesake)).startsWith("sso-kim").isNotEqualTo(first);
  }

  @Test
  void usersOfTheEngineAreNeverTouched() {
    List<String> before = groups("admin");
    JWTClaimsSet.Builder claims = person("Admin", "staff");
    claims.claim("preferred_username", "admin").claim("email", "admin@example.org");
    assertThat(userAfter(claims)).startsWith("sso-admin");
    assertThat(groups("admin")).isEqualTo(before).contains(Roles.ADMINISTRATOR);
  }

  @Test
  void anAddressThatIsNotVerifiedIsNotTaken() {
    String user = userAfter(person("Lee", "staff").claim("email_verified", false));
    assertThat(identities.createUserQuery().userId(user).singleResult().getEmail()).isNull();
  }

  @Test
  void withoutAGroupThereIsAPageThatSaysSoAndNothingElse() {
    String user = userAfter(person("Max", "desk"));
    Http person = browser();
    HttpResponse<String> answer =
        signIn(person, TASKLIST, person("Max", "camunda-admin", "service-desk"));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("none of your groups has a role here");
    assertThat(person.get(DATA).statusCode()).isEqualTo(401);
    assertThat(groups(user)).isEmpty();
  }

  @Test
  void theRequestHasStateNonceAndProofKey() {
    Map<String, String> asked = ask(browser(), TASKLIST);
    assertThat(asked)
        .containsKeys("state", "nonce", "code_challenge")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("response_type", "code")
        .containsEntry("client_id", StubIssuer.CLIENT)
        .containsEntry("redirect_uri", "http://127.0.0.1:" + port + "/login/oauth2/code/oidc");
  }

  static Stream<Arguments> lies() {
    return Stream.of(
        lie("another nonce", claims -> claims.claim("nonce", "another")),
        lie("another issuer", claims -> claims.issuer("https://elsewhere.example.org")),
        lie("another client", claims -> claims.audience("another")),
        lie("expired", claims -> claims.expirationTime(ago(90))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void anIdTokenThatLiesLetsNobodyIn(String what, Lie lie) {
    Http person = browser();
    Map<String, String> asked = ask(person, TASKLIST);
    JWTClaimsSet.Builder claims = person("Eve", "desk").claim("nonce", asked.get("nonce"));
    lie.tell(claims);
    HttpResponse<String> answer = comeBack(person, ISSUER.code(asked, claims), asked.get("state"));
    assertRefused(person, answer);
  }

  @Test
  void anotherStateOrABrowserThatNeverAskedLetsNobodyIn() {
    Http person = browser();
    Map<String, String> asked = ask(person, TASKLIST);
    String code = ISSUER.code(asked, person("Eve", "desk").claim("nonce", asked.get("nonce")));
    Http other = browser();
    assertRefused(other, comeBack(other, code, asked.get("state")));
    assertRefused(person, comeBack(person, code, "another"));
  }

  @Test
  void signingOutInThePagesLeadsToTheProvider() {
    Http person = signedIn(person("Nat", "desk"));
    String page = person.get("/report/mine").body();
    String token = page.replaceFirst("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]*)\".*", "$1");
    HttpResponse<String> answer = person.send("POST", "/logout", "_csrf=" + token, FORM);
    assertLeavesTheProvider(answer.headers().firstValue("Location").orElse(""));
    assertThat(person.get(DATA).statusCode()).isEqualTo(401);
  }

  @Test
  void signingOutInTasklistLeadsToTheProvider() {
    Http person = signedIn(person("Oda", "desk"));
    person.get("/camunda/api/admin/auth/user/default");
    HttpResponse<String> answer =
        person.send("POST", "/camunda/api/admin/auth/user/default/logout", "", FORM);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertLeavesTheProvider(answer.headers().firstValue("IMS-Sign-Out").orElse(""));
    assertThat(person.get(DATA).statusCode()).isEqualTo(401);
    assertThat(person.get("/camunda/app/tasklist/scripts/config.js").body())
        .contains("export default", "IMS-Sign-Out");
  }

  @Test
  void theProviderEndsTheSessionThatItNamesAndNoOther() {
    Http one = signedIn(person("Pat", "desk").claim("sid", "one-" + subject));
    Http two = signedIn(person("Pat", "desk").claim("sid", "two-" + subject));
    assertThat(one.get(DATA).statusCode()).isEqualTo(200);
    assertThat(two.get(DATA).statusCode()).isEqualTo(200);
    assertThat(backChannel(leaving().claim("sid", "one-" + subject)).statusCode()).isEqualTo(200);
    assertThat(one.get(DATA).statusCode()).isEqualTo(401);
    assertThat(two.get(DATA).statusCode()).isEqualTo(200);
    assertThat(backChannel(leaving()).statusCode()).isEqualTo(200);
    assertThat(two.get(DATA).statusCode()).isEqualTo(401);
  }

  static Stream<Arguments> falseFarewells() {
    return Stream.of(
        lie("no event", claims -> claims.claim("events", null)),
        lie("another issuer", claims -> claims.issuer("https://elsewhere.example.org")),
        lie("another client", claims -> claims.audience("another")),
        lie("an ID token", claims -> claims.claim("nonce", "n")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("falseFarewells")
  void aFalseFarewellEndsNothing(String what, Lie lie) {
    Http person = signedIn(person("Quin", "desk"));
    JWTClaimsSet.Builder claims = leaving();
    lie.tell(claims);
    assertThat(backChannel(claims).statusCode()).isEqualTo(400);
    assertThat(person.get(DATA).statusCode()).isEqualTo(200);
  }

  @Test
  void theEnginesOwnUsersStillSignInByPassword() {
    assertThat(browser().get(TASKLIST + "?local").statusCode()).isEqualTo(200);
    assertThat(Http.webapp(port, "service-desk", "tasklist").get(DATA).statusCode()).isEqualTo(200);
    assertThat(browser().get("/login").body()).contains("/oauth2/authorization/oidc");
  }

  @Test
  void aBearerTokenHasTheRightsOfItsGroups() {
    Http owner = bearer(access("owners"));
    assertThat(owner.get("/api/incidents").statusCode()).isEqualTo(200);
    assertThat(owner.get("/engine-rest/engine").statusCode()).isEqualTo(200);
    assertThat(owner.get("/api/journal/entries").statusCode()).isEqualTo(403);
    Http desk = bearer(access("desk"));
    assertThat(desk.get("/api/incidents").statusCode()).isEqualTo(200);
    assertThat(desk.get("/engine-rest/engine").statusCode()).isEqualTo(403);
  }

  @Test
  void itIsKeptWhenTheProviderVouchedForSomebody() {
    Http owner = bearer(access("owners"));
    owner.get("/api/incidents");
    jdbc.sql("update oidc_user set last_visit = '2020-01-01'").update();

    owner.get("/api/incidents");

    assertThat(
            jdbc.sql("select count(*) from oidc_user where last_visit > '2020-01-01'")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void aNarrowTokenTakesNoGroupFromItsOwner() {
    String user = userAfter(person("Ray", "desk"));
    assertThat(bearer(access("audit")).get("/api/journal/entries").statusCode()).isEqualTo(200);
    assertThat(groups(user)).containsExactlyInAnyOrder("service-desk", "reporter");
  }

  @Test
  void aBearerTokenWithoutAGroupIsRefused() {
    HttpResponse<String> answer = bearer(access("unheard-of")).get("/api/incidents");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("insufficient_scope");
    assertThat(Http.json(answer).path("detail").asText()).contains("groups");
  }

  static Stream<Arguments> badTokens() {
    return Stream.of(
        lie("another issuer", claims -> claims.issuer("https://elsewhere.example.org")),
        lie("another audience", claims -> claims.audience("account")),
        lie("no audience", claims -> claims.audience((String) null)),
        lie("expired", claims -> claims.expirationTime(ago(90))),
        lie("no end", claims -> claims.expirationTime(null)),
        lie("not yet", claims -> claims.notBeforeTime(ago(-90))),
        lie("nobody", claims -> claims.subject(null)),
        lie("an ID token", claims -> claims.claim("nonce", "n")),
        lie("an ID token of Keycloak", claims -> claims.claim("typ", "ID")),
        lie("a logout token", claims -> claims.claim("events", Map.of())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  void aBadBearerTokenIs401(String what, Lie lie) {
    JWTClaimsSet.Builder claims = access("desk");
    lie.tell(claims);
    for (String path : List.of("/api/incidents", "/engine-rest/engine")) {
      assertUnauthorized(bearer(claims).get(path));
    }
  }

  @Test
  void aTokenOfAnotherKeyOrOfNoneIs401() {
    JWTClaimsSet claims = access("desk").build();
    assertUnauthorized(
        bearer(StubIssuer.sign(claims, StubIssuer.newKey("real"))).get("/api/incidents"));
    assertUnauthorized(
        bearer(StubIssuer.sign(claims, StubIssuer.newKey("other"))).get("/api/incidents"));
    assertUnauthorized(bearer("eyJhbGciOiJub25lIn0.e30.").get("/api/incidents"));
    assertUnauthorized(bearer("garbage").get("/api/incidents"));
  }

  @Test
  void clocksMayDifferALittle() {
    JWTClaimsSet.Builder claims = access("desk").issueTime(ago(60)).expirationTime(ago(20));
    assertThat(bearer(claims).get("/api/incidents").statusCode()).isEqualTo(200);
  }

  /** A change of a token's claims. */
  private interface Lie {
    void tell(JWTClaimsSet.Builder claims);
  }

  private static Arguments lie(String what, Lie lie) {
    return Arguments.of(what, lie);
  }

  private static Date ago(int seconds) {
    return Date.from(Instant.now().minusSeconds(seconds));
  }

  private Http browser() {
    return Http.anonymous(port).with("Accept", "text/html,*/*;q=0.8");
  }

  private Http bearer(JWTClaimsSet.Builder claims) {
    return bearer(ISSUER.sign(claims.build()));
  }

  private Http bearer(String token) {
    return Http.anonymous(port).with("Authorization", "Bearer " + token);
  }

  private JWTClaimsSet.Builder person(String first, String... groups) {
    return ISSUER
        .claims(subject, StubIssuer.CLIENT)
        .claim("given_name", first)
        .claim("family_name", "Doe")
        .claim("preferred_username", first.toLowerCase(Locale.ROOT))
        .claim("email", first.toLowerCase(Locale.ROOT) + "@example.org")
        .claim("realm_access", Map.of("roles", List.of(groups)));
  }

  private JWTClaimsSet.Builder access(String... groups) {
    return ISSUER
        .claims(subject, StubIssuer.AUDIENCE)
        .claim("realm_access", Map.of("roles", List.of(groups)));
  }

  private JWTClaimsSet.Builder leaving() {
    return ISSUER.claims(subject, StubIssuer.CLIENT).claim("events", Map.of(EVENT, Map.of()));
  }

  private HttpResponse<String> backChannel(JWTClaimsSet.Builder claims) {
    return Http.anonymous(port)
        .send(
            "POST",
            "/logout/connect/back-channel/oidc",
            "logout_token=" + ISSUER.sign(claims.build()),
            FORM);
  }

  /** What the application asks the provider when the page is opened. */
  private Map<String, String> ask(Http person, String page) {
    String start = person.get(page).headers().firstValue("Location").orElse("");
    assertThat(start).endsWith("/oauth2/authorization/oidc");
    String provider =
        person.get("/oauth2/authorization/oidc").headers().firstValue("Location").orElse("");
    assertThat(provider).startsWith(ISSUER.url() + "/authorize?");
    return StubIssuer.parameters(URI.create(provider));
  }

  private static HttpResponse<String> comeBack(Http person, String code, String state) {
    return person.get(
        "/login/oauth2/code/oidc?code=" + code + "&state=" + state.replace("=", "%3D"));
  }

  private HttpResponse<String> signIn(Http person, String page, JWTClaimsSet.Builder claims) {
    Map<String, String> asked = ask(person, page);
    claims.claim("nonce", asked.get("nonce"));
    return comeBack(person, ISSUER.code(asked, claims), asked.get("state"));
  }

  private Http signedIn(JWTClaimsSet.Builder claims) {
    Http person = browser();
    HttpResponse<String> back = signIn(person, TASKLIST, claims);
    assertThat(back.headers().firstValue("Location").orElse("")).contains(TASKLIST);
    return person;
  }

  private String userAfter(JWTClaimsSet.Builder claims) {
    return Http.json(signedIn(claims).get("/camunda/api/admin/auth/user/default"))
        .path("userId")
        .asText();
  }

  private List<String> groups(String user) {
    return identities.createGroupQuery().groupMember(user).list().stream()
        .map(Group::getId)
        .toList();
  }

  private static void assertRefused(Http person, HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login?sso");
    assertThat(person.get(DATA).statusCode()).isEqualTo(401);
  }

  private void assertLeavesTheProvider(String address) {
    assertThat(address).startsWith(ISSUER.url() + "/leave?");
    assertThat(StubIssuer.parameters(URI.create(address)))
        .containsKey("id_token_hint")
        .containsEntry("client_id", StubIssuer.CLIENT)
        .containsEntry("post_logout_redirect_uri", "http://127.0.0.1:" + port + "/login?out");
  }

  private static void assertUnauthorized(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
        .startsWith("Bearer")
        .contains("error=\"invalid_token\"");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }
}
