package org.ims.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A provider of OpenID Connect, as small as one can be; it believes whatever a test says. */
final class StubIssuer {

  static final String CLIENT = "ims";
  static final String AUDIENCE = "ims-api";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final RSAKey key = newKey("real");
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();

  StubIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/.well-known/openid-configuration", exchange -> answer(exchange, 200, metadata()));
    server.createContext(
        "/keys", exchange -> answer(exchange, 200, new JWKSet(key).toJSONObject(true)));
    server.createContext("/token", this::redeem);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Claims of a token that is good, but for who it is about. */
  JWTClaimsSet.Builder claims(String subject, String audience) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(url())
        .subject(subject)
        .audience(audience)
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)));
  }

  String sign(JWTClaimsSet claims) {
    return sign(claims, key);
  }

  static String sign(JWTClaimsSet claims, RSAKey key) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A person signs in at the provider: a code for what the application asked. */
  String code(Map<String, String> asked, JWTClaimsSet.Builder person) {
    String code = UUID.randomUUID().toString();
    grants.put(code, new Grant(asked.get("code_challenge"), asked.get("redirect_uri"), person));
    return code;
  }

  static Map<String, String> parameters(String query) {
    return Stream.of(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private Map<String, Object> metadata() {
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("issuer", url());
    metadata.put("authorization_endpoint", url() + "/authorize");
    metadata.put("token_endpoint", url() + "/token");
    metadata.put("jwks_uri", url() + "/keys");
    metadata.put("end_session_endpoint", url() + "/leave");
    metadata.put("subject_types_supported", new String[] {"public"});
    metadata.put("response_types_supported", new String[] {"code"});
    metadata.put("id_token_signing_alg_values_supported", new String[] {"RS256"});
    return metadata;
  }

  private void redeem(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Grant grant = grants.remove(form.get("code"));
    if (grant == null
        || !grant.redirect().equals(form.get("redirect_uri"))
        || !grant.challenge().equals(s256(form.getOrDefault("code_verifier", "")))) {
      answer(exchange, 400, Map.of("error", "invalid_grant"));
      return;
    }
    answer(
        exchange,
        200,
        Map.of(
            "access_token",
            "none-that-anybody-keeps",
            "token_type",
            "Bearer",
            "expires_in",
            60,
            "id_token",
            sign(grant.person().build())));
  }

  private static String s256(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, Map<String, Object> body)
      throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** What the application asked in the person's name. */
  private record Grant(String challenge, String redirect, JWTClaimsSet.Builder person) {}

  /** The parameters of an address. */
  static Map<String, String> parameters(URI address) {
    return parameters(address.getRawQuery());
  }
}
