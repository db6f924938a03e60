package org.ims.operations;

import io.micrometer.common.KeyValue;
import java.util.List;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Names the requests that no controller of ours answers, so that figures tell how long people wait
 * in Tasklist and in Cockpit. The engine's servlets say nothing about their path templates; each
 * part of theirs is one name, since whatever follows it may hold a number or a login.
 */
@Component
class RequestNames extends DefaultServerRequestObservationConvention {

  private static final List<String> PARTS =
      List.of(
          "/engine-rest/",
          "/camunda/api/engine/",
          "/camunda/api/tasklist/",
          "/camunda/api/cockpit/",
          "/camunda/api/admin/");

  @Override
  protected KeyValue uri(ServerRequestObservationContext context) {
    KeyValue uri = super.uri(context);
    if (!"UNKNOWN".equals(uri.getValue()) || context.getCarrier() == null) {
      return uri;
    }
    String path = context.getCarrier().getRequestURI();
    return PARTS.stream()
        .filter(path::startsWith)
        .findFirst()
        .map(part -> KeyValue.of(uri.getKey(), part + "**"))
        .orElse(uri);
  }
}
