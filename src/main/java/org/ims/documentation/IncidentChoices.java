package org.ims.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ims.engine.choices.Asker;
import org.ims.engine.choices.Choice;
import org.ims.engine.choices.ChoiceProvider;
import org.ims.incident.Incident;
import org.ims.incident.Reader;
import org.springframework.stereotype.Component;

/**
 * The choices "incidents": those that something can still happen to, which are the open ones and
 * after them the closed ones, which may come back; the newest first.
 */
@Component
class IncidentChoices implements ChoiceProvider {

  static final String NAME = "incidents";

  /** A list that nobody can look through helps nobody. */
  private static final int MOST = 200;

  private final IncidentSearch search;

  IncidentChoices(IncidentSearch search) {
    this.search = search;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Choice> choices() {
    return choicesFor(new Asker("", Set.of()));
  }

  @Override
  public List<Choice> choicesFor(Asker asker) {
    List<Choice> choices = new ArrayList<>();
    for (Incident incident : search.changeable(new Reader(asker.user(), asker.groups()), MOST)) {
      choices.add(
          new Choice(
              "%s%s - %s (%s)"
                  .formatted(
                      incident.isDrill() ? "DRILL " : "",
                      incident.number(),
                      incident.report().title(),
                      incident.state().inWords()),
              incident.number()));
    }
    return choices;
  }
}
