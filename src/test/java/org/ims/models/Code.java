package org.ims.models;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;

/** The classes that the models are held against. */
final class Code {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.ims");

  private Code() {}

  /** The class, when there is one of this name. */
  static Optional<Class<?>> find(String name) {
    return CLASSES.contain(name)
        ? Optional.of(CLASSES.get(name).reflect())
        : Optional.<Class<?>>empty();
  }

  /** The names of all delegates. */
  static Set<String> delegates() {
    return implementing(JavaDelegate.class);
  }

  /** The names of all listeners that a model can name. */
  static Set<String> listeners() {
    Set<String> names = implementing(TaskListener.class);
    names.addAll(implementing(ExecutionListener.class));
    return names;
  }

  private static Set<String> implementing(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (JavaClass found : CLASSES) {
      if (found.isAssignableTo(type) && !found.isInterface()) {
        names.add(found.getName());
      }
    }
    return names;
  }

  /** The names of all contract classes: those called ...Process that have a key. */
  static Set<String> contracts() {
    Set<String> names = new TreeSet<>();
    for (JavaClass found : CLASSES) {
      if (found.getSimpleName().endsWith("Process") && found.tryGetField("KEY").isPresent()) {
        names.add(found.getName());
      }
    }
    return names;
  }

  /** The values of the text constants of a class, without those of its nested classes. */
  static Set<String> constants(Class<?> type) {
    Set<String> values = new LinkedHashSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
        values.add(value(field));
      }
    }
    return values;
  }

  /** The values of the text constants of a class and of the classes nested in it. */
  static Set<String> allConstants(Class<?> type) {
    Set<String> values = constants(type);
    for (Class<?> nested : type.getDeclaredClasses()) {
      values.addAll(constants(nested));
    }
    return values;
  }

  /** The value of one constant, when the class has it. */
  static Optional<String> constant(Class<?> type, String name) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> field.getName().equals(name))
        .map(Code::value)
        .findFirst();
  }

  static List<String> nestedNames(Class<?> type) {
    return Stream.of(type.getDeclaredClasses()).map(Class::getSimpleName).sorted().toList();
  }

  static Optional<Class<?>> nested(Class<?> type, String name) {
    for (Class<?> nested : type.getDeclaredClasses()) {
      if (nested.getSimpleName().equals(name)) {
        return Optional.of(nested);
      }
    }
    return Optional.empty();
  }

  private static String value(Field constant) {
    try {
      constant.setAccessible(true);
      return (String) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
