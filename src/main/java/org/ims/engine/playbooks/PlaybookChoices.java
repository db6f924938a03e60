package org.ims.engine.playbooks;

import java.util.List;
import org.ims.engine.choices.Choice;
import org.ims.engine.choices.ChoiceProvider;
import org.springframework.stereotype.Component;

/** The choices "playbooks": every playbook that is deployed now. */
@Component
class PlaybookChoices implements ChoiceProvider {

  static final String NAME = "playbooks";

  private final Playbooks playbooks;

  PlaybookChoices(Playbooks playbooks) {
    this.playbooks = playbooks;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Choice> choices() {
    return playbooks.all().stream()
        .map(playbook -> new Choice(playbook.name(), playbook.key()))
        .toList();
  }
}
