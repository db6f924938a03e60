package org.ims.engine.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * The names that the application itself uses: the constants of the contracts, which are the classes
 * called as the process they belong to and Process.
 */
final class ApplicationNames {

  private static final String CONTRACTS = "classpath*:org/ims/**/*Process.class";
  private static final String MESSAGE = "Msg_";

  private final Set<String> variables;
  private final Set<String> messages;

  private ApplicationNames(Set<String> variables, Set<String> messages) {
    this.variables = variables;
    this.messages = messages;
  }

  static ApplicationNames ofContracts() {
    Set<String> all = new LinkedHashSet<>();
    try {
      CachingMetadataReaderFactory metadata = new CachingMetadataReaderFactory();
      for (Resource file : new PathMatchingResourcePatternResolver().getResources(CONTRACTS)) {
        String name = metadata.getMetadataReader(file).getClassMetadata().getClassName();
        Class<?> type = ClassUtils.resolveClassName(name, ClassUtils.getDefaultClassLoader());
        if (constants(type).containsKey("KEY")) {
          all.addAll(constants(type).values());
          for (Class<?> form : type.getDeclaredClasses()) {
            all.addAll(constants(form).values());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set<String> messages = new TreeSet<>(all);
    messages.removeIf(name -> !name.startsWith(MESSAGE));
    Set<String> variables = new TreeSet<>(all);
    variables.removeIf(name -> !name.matches("[a-z]\\w*"));
    return new ApplicationNames(variables, messages);
  }

  /** What its processes and forms call their variables. */
  Set<String> variables() {
    return variables;
  }

  /** The messages that it sends to its processes, or they to each other. */
  Set<String> messages() {
    return messages;
  }

  private static Map<String, String> constants(Class<?> type) {
    Map<String, String> values = new HashMap<>();
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
        field.setAccessible(true);
        try {
          values.put(field.getName(), (String) field.get(null));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return values;
  }
}
