package org.ims.engine.choices;

import java.util.List;
import org.springframework.stereotype.Component;

/** Whether a form could have offered what was submitted; the browser's word is not enough. */
@Component
public class OfferedChoices {

  private final List<ChoiceProvider> providers;

  OfferedChoices(List<ChoiceProvider> providers) {
    this.providers = providers;
  }

  /**
   * @param name of the provider, as {@code teams}
   */
  public boolean offer(String name, String value) {
    return providers.stream()
        .filter(provider -> provider.name().equals(name))
        .flatMap(provider -> provider.choices().stream())
        .anyMatch(choice -> choice.value().equals(value));
  }
}
