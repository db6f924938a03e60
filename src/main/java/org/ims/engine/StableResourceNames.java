package org.ims.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
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

  static NamedResource named(Resource resource) {
    try {
      return new NamedResource(pathOnClassPath(resource.getURL()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The longest tail of the URL that the class loader resolves to that very URL. */
  private static String pathOnClassPath(URL url) {
    ClassLoader loader = ClassUtils.getDefaultClassLoader();
    String whole = url.getPath();
    for (int slash = whole.indexOf('/'); slash >= 0; slash = whole.indexOf('/', slash + 1)) {
      String tail = whole.substring(slash + 1);
      URL found = tail.isEmpty() ? null : loader.getResource(tail);
      if (found != null && found.toExternalForm().equals(url.toExternalForm())) {
        return tail;
      }
    }
    throw new IllegalStateException("Not a resource on the class path: " + url);
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
