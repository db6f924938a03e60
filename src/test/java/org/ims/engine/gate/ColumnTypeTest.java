package org.ims.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.camunda.bpm.dmn.engine.impl.type.DefaultDataTypeTransformerRegistry;
import org.junit.jupiter.api.Test;

/** The gate must not look into the engine; this does it in its stead. */
class ColumnTypeTest {

  private static final class Registry extends DefaultDataTypeTransformerRegistry {

    Set<String> names() {
      return transformers.keySet();
    }
  }

  @Test
  void theTypesAreThoseOfTheEngine() {
    assertThat(ColumnType.NAMES).containsExactlyInAnyOrderElementsOf(new Registry().names());
  }
}
