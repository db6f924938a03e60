package org.ims.engine.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ims.engine.choices.ChoiceProvider;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * The names that the application itself uses: the constants of the contracts, which are the classes
 * called as the process they belong to and Process, or as the table that is asked without one.
 */
final class ApplicationNames {

  private static final List<String> CONTRACTS =
      List.of("classpath*:org/ims/**/*Process.class", "classpath*:org/ims/**/*Decision.class");

  /**
   * The gate stands before the engine, and so before the providers: it only knows their classes.
   */
  private static final String PROVIDERS = "classpath*:org/ims/**/*Choices.class";

  private static final String MESSAGE = "Msg_";

  private final Set<String> variables;
  private final Set<String> messages;
  private final Set<String> choices;

  private ApplicationNames(Set<String> variables, Set<String> messages, Set<String> choices) {
    this.variables = variables;
    this.messages = messages;
    this.choices = choices;
  }

  static ApplicationNames ofContracts() {
    Set<String> all = new LinkedHashSet<>();
    for (String contracts : CONTRACTS) {
      for (Class<?> type : classes(contracts)) {
        if (constants(type).containsKey("KEY")) {
          all.addAll(constants(type).values());
          for (Class<?> form : type.getDeclaredClasses()) {
            all.addAll(constants(form).values());
          }
        }
      }
    }
    Set<String> choices = new TreeSet<>();
    for (Class<?> type : classes(PROVIDERS)) {
      if (ChoiceProvider.class.isAssignableFrom(type) && constants(type).containsKey("NAME")) {
        choices.add(constants(type).get("NAME"));
      }
    }
    Set<String> messages = new TreeSet<>(all);
    messages.removeIf(name -> !name.startsWith(MESSAGE));
    Set<String> variables = new TreeSet<>(all);
    variables.removeIf(name -> !name.matches("[a-z]\\w*"));
    return new ApplicationNames(variables, messages, choices);
  }

  private static List<Class<?>> classes(String pattern) {
    List<Class<?>> classes = new ArrayList<>();
    try {
      CachingMetadataReaderFactory metadata = new CachingMetadataReaderFactory();
      for (Resource file : new PathMatchingResourcePatternResolver().getResources(pattern)) {
        String name = metadata.getMetadataReader(file).getClassMetadata().getClassName();
        classes.add(ClassUtils.resolveClassName(name, ClassUtils.getDefaultClassLoader()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return classes;
  }

  /** What its processes and forms call their variables. */
  Set<String> variables() {
    return variables;
  }

  /** The messages that it sends to its processes, or they to each other. */
  Set<String> messages() {
    return messages;
  }

  /** The lists that it can fill in forms. */
  Set<String> choices() {
    return choices;
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
