package org.ims.webapps;

import java.util.Comparator;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.ims.engine.choices.Choice;
import org.ims.engine.choices.ChoiceProvider;
import org.springframework.stereotype.Component;

/** The choices "teams": the groups that a task can be given to, responder teams and roles alike. */
@Component
class TeamChoices implements ChoiceProvider {

  static final String NAME = "teams";

  private final IdentityService identity;

  TeamChoices(IdentityService identity) {
    this.identity = identity;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Choice> choices() {
    return identity.createGroupQuery().list().stream()
        .filter(group -> Audience.WORKING.test(group.getId()))
        .map(group -> new Choice(label(group), group.getId()))
        .sorted(Comparator.comparing(Choice::label, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  private static String label(Group group) {
    return group.getName() == null || group.getName().isBlank() ? group.getId() : group.getName();
  }
}
