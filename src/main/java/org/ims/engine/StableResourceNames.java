package org.ims.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.spring.boot.starter.configuration.impl.DefaultDeploymentConfiguration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.ContextResource;
import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;

/**
 * Names each model by its path on the class path. The default is an absolute path in a checkout and
 * another one in a jar, so every change of place would deploy all models again.
 */
class StableResourceNames extends DefaultDeploymentConfiguration {

  @Override
  public Set<Resource> getDeploymentResources() {
    return super.getDeploymentResources().stream()
        .map(StableResourceNames::named)
        .sorted(Comparator.comparing(NamedResource::getPathWithinContext))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The longest tail of the resource's URL under which the class path has that very resource. */
  static NamedResource named(Resource resource) {
    try {
      String url = resource.getURL().toExternalForm();
      for (int slash = url.indexOf('/'); slash >= 0; slash = url.indexOf('/', slash + 1)) {
        String tail = url.substring(slash + 1);
        if (isOnClassPath(tail, url)) {
          return new NamedResource(tail);
        }
      }
      throw new IllegalStateException("Not a resource on the class path: " + url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOnClassPath(String name, String url) throws IOException {
    return !name.isEmpty()
        && Collections.list(ClassUtils.getDefaultClassLoader().getResources(name)).stream()
            .anyMatch(found -> found.toExternalForm().equals(url));
  }

  /** A class path resource under the name by which the engine shall know it. */
  static final class NamedResource extends ClassPathResource implements ContextResource {

    NamedResource(String path) {
      super(path);
    }

    @Override
    public String getPathWithinContext() {
      return getPath();
    }
  }
}
