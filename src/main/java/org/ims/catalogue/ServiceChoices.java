package org.ims.catalogue;

import java.util.List;
import org.ims.engine.choices.Choice;
import org.ims.engine.choices.ChoiceProvider;
import org.springframework.stereotype.Component;

/** Offers the active services to forms. */
@Component
class ServiceChoices implements ChoiceProvider {

  static final String NAME = "services";

  private final Services services;

  ServiceChoices(Services services) {
    this.services = services;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Choice> choices() {
    return services.findByActiveTrueOrderByName().stream()
        .map(service -> new Choice(service.name(), service.key()))
        .toList();
  }
}
