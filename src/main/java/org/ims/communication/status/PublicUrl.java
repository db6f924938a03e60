package org.ims.communication.status;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where people reach this application: as the operator says, or as the present request says. */
@Component
class PublicUrl {

  private final String configured;

  /**
   * @param configured an http or https URL, or empty
   * @throws IllegalArgumentException when it is something else
   */
  PublicUrl(@Value("${ims.public-url:}") String configured) {
    this.configured = configured.strip().replaceAll("/+$", "");
    if (!this.configured.isEmpty() && !isUrl(this.configured)) {
      throw new IllegalArgumentException(
          "ims.public-url must be an address as https://ims.example.org, not '%s'."
              .formatted(configured));
    }
  }

  /** The whole address of a path, which begins with a slash. */
  String of(String path) {
    return configured.isEmpty()
        ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString() + path
        : configured + path;
  }

  private static boolean isUrl(String text) {
    try {
      URI uri = URI.create(text);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getQuery() == null
          && uri.getFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
