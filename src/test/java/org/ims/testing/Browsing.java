package org.ims.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ims.security.DemoUsers;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** Visits the pages as a person does whose browser runs no scripts: with cookies and forms. */
public final class Browsing {

  private final String base;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Map<String, String> headers = new TreeMap<>();

  private Browsing(int port) {
    base = "http://127.0.0.1:" + port;
    headers.put("Accept", "text/html,application/xhtml+xml");
  }

  /** Somebody who is not signed in. */
  public static Browsing anonymous(int port) {
    return new Browsing(port);
  }

  /** One of the demo's users, signed in by the form. */
  public static Browsing as(String login, int port) {
    Browsing person = new Browsing(port);
    Visit answer = person.signIn(login, DemoUsers.PASSWORD);
    if (answer.status() != 302 || answer.location().contains("error")) {
      throw new IllegalStateException("Sign-in of " + login + " gave " + answer.location());
    }
    return person;
  }

  /** An answer, whatever its status. */
  public record Visit(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public String text() {
      return response.body();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    /** Where a redirect leads; empty when there is none. */
    public String location() {
      return response.headers().firstValue("Location").orElse("");
    }

    public Document page() {
      return Jsoup.parse(response.body(), response.uri().toString());
    }
  }

  public Browsing with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  public Visit signIn(String login, String password) {
    return submit(
        get("/login"), "form[action$=/login]", Map.of("username", login, "password", password));
  }

  public Visit get(String path) {
    return send(request(path).GET());
  }

  /** A form sent by hand, with just these fields. */
  public Visit post(String path, Map<String, String> fields) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(fields.entrySet()))));
  }

  /**
   * The form of a page, as it was served, with some fields filled in. Of several fields of one name
   * it fills in the first one.
   */
  public Visit submit(Visit visit, String form, Map<String, String> filledIn) {
    FormElement served = form(visit, form);
    return send(
        request(path(served))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(fields(served, filledIn)))));
  }

  /** The same with a form that takes a file, as text in UTF-8. */
  public Visit upload(
      Visit visit, String form, String fileField, String file, Map<String, String> filledIn) {
    FormElement served = form(visit, form);
    String boundary = "----" + UUID.randomUUID();
    StringBuilder body = new StringBuilder();
    for (Map.Entry<String, String> field : fields(served, filledIn)) {
      if (!field.getKey().equals(fileField)) {
        body.append(
            "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(boundary, field.getKey(), field.getValue()));
      }
    }
    if (file != null) {
      body.append(
          ("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"file\"\r\n"
                  + "Content-Type: text/csv\r\n\r\n%s\r\n")
              .formatted(boundary, fileField, file));
    }
    body.append("--").append(boundary).append("--\r\n");
    return send(
        request(path(served))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private static FormElement form(Visit visit, String form) {
    Element element = visit.page().selectFirst(form);
    if (element == null) {
      throw new IllegalStateException("No " + form + " in " + visit.text());
    }
    return (FormElement) element;
  }

  private static String path(FormElement form) {
    return URI.create(form.absUrl("action")).getRawPath();
  }

  private static List<Map.Entry<String, String>> fields(
      FormElement form, Map<String, String> filledIn) {
    Map<String, String> left = new TreeMap<>(filledIn);
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    form.formData()
        .forEach(
            field -> {
              String entered = left.remove(field.key());
              fields.add(Map.entry(field.key(), entered == null ? field.value() : entered));
            });
    fields.addAll(left.entrySet());
    return fields;
  }

  /** The value of a cookie, or null. */
  public String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(java.net.HttpCookie::getValue)
        .findFirst()
        .orElse(null);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
    headers.forEach(request::header);
    return request;
  }

  private Visit send(HttpRequest.Builder request) {
    try {
      return new Visit(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(Collection<Map.Entry<String, String>> fields) {
    return fields.stream()
        .map(
            field ->
                URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
