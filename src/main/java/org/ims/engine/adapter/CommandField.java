package org.ims.engine.adapter;

import java.lang.reflect.Field;
import java.util.Map;
import org.springframework.util.ReflectionUtils;

/**
 * A field of one of the engine's commands, which show nothing of what they are about to do. Looked
 * up once, at start: an engine in which the field is missing stops the start instead of a check.
 */
final class CommandField {

  private final Field field;

  CommandField(Class<?> command, String name) {
    this.field = ReflectionUtils.findField(command, name);
    if (field == null) {
      throw new IllegalStateException(
          "This engine does not fit: " + command.getName() + " has no field " + name);
    }
    ReflectionUtils.makeAccessible(field);
  }

  Object of(Object command) {
    return ReflectionUtils.getField(field, command);
  }

  String text(Object command) {
    return (String) of(command);
  }

  Map<?, ?> map(Object command) {
    Map<?, ?> map = (Map<?, ?>) of(command);
    return map == null ? Map.of() : map;
  }
}
