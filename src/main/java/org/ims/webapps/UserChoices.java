package org.ims.webapps;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.ims.engine.choices.Choice;
import org.ims.engine.choices.ChoiceProvider;
import org.springframework.stereotype.Component;

/**
 * The choices "users": the people who may be given work, which is everybody in a group that works
 * on incidents. Somebody who only reports them is not on the list.
 */
@Component
class UserChoices implements ChoiceProvider {

  static final String NAME = "users";

  private final IdentityService identity;

  UserChoices(IdentityService identity) {
    this.identity = identity;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Choice> choices() {
    TreeMap<String, User> staff = new TreeMap<>();
    for (Group group : identity.createGroupQuery().list()) {
      if (Audience.WORKING.test(group.getId())) {
        identity
            .createUserQuery()
            .memberOfGroup(group.getId())
            .list()
            .forEach(user -> staff.put(user.getId(), user));
      }
    }
    return staff.values().stream()
        .map(user -> new Choice(label(user), user.getId()))
        .sorted(Comparator.comparing(Choice::label, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  private static String label(User user) {
    String name =
        Stream.of(user.getFirstName(), user.getLastName())
            .filter(part -> part != null && !part.isBlank())
            .map(String::strip)
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? user.getId() : "%s (%s)".formatted(name, user.getId());
  }
}
