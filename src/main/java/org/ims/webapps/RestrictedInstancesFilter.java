package org.ims.webapps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ims.engine.choices.Asker;
import org.ims.incident.Reader;
import org.ims.security.Roles;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Keeps instances of restricted incidents from process owners, who may read the history of all
 * processes: the engine grants that by process definition and cannot leave out single instances.
 * What belongs to such an instance is taken out of lists, and is 404 where it is asked for by its
 * id. Nobody else needs this: auditors and administrators see every incident, and the others have
 * no rights on histories.
 */
class RestrictedInstancesFilter extends OncePerRequestFilter {

  /** Where the id in the answer, or in the path, is that of an instance. */
  private static final Pattern INSTANCES =
      Pattern.compile(".*/process-instance(?:/([0-9A-Za-z-]+))?(?:/.*)?");

  /** Words that stand where an id would. */
  private static final Set<String> NO_IDS = Set.of("count", "delete", "variables", "statistics");

  private static final List<String> FIELDS =
      List.of("processInstanceId", "rootProcessInstanceId", "superProcessInstanceId");

  private final ObjectMapper mapper = new ObjectMapper();
  private final Supplier<RestrictedInstances> restricted;
  private final Function<HttpServletRequest, Asker> askers;

  RestrictedInstancesFilter(
      Supplier<RestrictedInstances> restricted, Function<HttpServletRequest, Asker> askers) {
    this.restricted = restricted;
    this.askers = askers;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !Askers.groupsAtLogin(request).contains(Roles.PROCESS_OWNER);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Asker asker = askers.apply(request);
    Reader reader = new Reader(asker.user(), asker.groups());
    Matcher path = INSTANCES.matcher(request.getRequestURI());
    boolean instances = path.matches();
    Set<String> asked = new HashSet<>();
    if (instances && path.group(1) != null && !NO_IDS.contains(path.group(1))) {
      asked.add(path.group(1));
    }
    String query = request.getParameter("processInstanceId");
    if (query != null) {
      asked.add(query);
    }
    if (!restricted.get().hidden(asked, reader).isEmpty()) {
      refuse(response);
      return;
    }
    ContentCachingResponseWrapper served = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, served);
    if (served.getStatus() == HttpServletResponse.SC_OK && isJson(served)) {
      withhold(served, instances, reader);
    }
    served.copyBodyToResponse();
  }

  private void withhold(ContentCachingResponseWrapper served, boolean instances, Reader reader)
      throws IOException {
    JsonNode answer = mapper.readTree(served.getContentAsByteArray());
    Set<String> mentioned = new HashSet<>();
    if (answer instanceof ArrayNode list) {
      list.forEach(item -> mentioned.addAll(instancesOf(item, instances)));
    } else {
      mentioned.addAll(instancesOf(answer, instances));
    }
    Set<String> hidden = restricted.get().hidden(mentioned, reader);
    if (hidden.isEmpty()) {
      return;
    }
    served.resetBuffer();
    if (answer instanceof ArrayNode list) {
      ArrayNode left = mapper.createArrayNode();
      for (JsonNode item : list) {
        if (instancesOf(item, instances).stream().noneMatch(hidden::contains)) {
          left.add(item);
        }
      }
      byte[] body = mapper.writeValueAsBytes(left);
      served.setContentLength(body.length);
      served.getOutputStream().write(body);
    } else {
      refuse(served);
    }
  }

  private static Set<String> instancesOf(JsonNode item, boolean instances) {
    Set<String> ids = new HashSet<>();
    for (String field : FIELDS) {
      if (item.path(field).isTextual()) {
        ids.add(item.path(field).textValue());
      }
    }
    if (instances && item.path("id").isTextual()) {
      ids.add(item.path("id").textValue());
    }
    return ids;
  }

  private static boolean isJson(HttpServletResponse response) {
    return response.getContentType() != null
        && response.getContentType().startsWith(MediaType.APPLICATION_JSON_VALUE);
  }

  /** In the engine's own words. */
  private void refuse(HttpServletResponse response) throws IOException {
    response.setStatus(HttpStatus.NOT_FOUND.value());
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    byte[] body =
        mapper.writeValueAsBytes(
            mapper
                .createObjectNode()
                .put("type", "InvalidRequestException")
                .put("message", "There is no such process instance."));
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
