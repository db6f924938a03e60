package org.ims.engine.choices;

import java.util.List;

/**
 * A named source of options for form fields. A component in a .form file with {@code "properties":
 * {"choices": "<name>"}} gets the options of the provider of that name each time the form is
 * served, so that a model never repeats what the database already knows.
 */
public interface ChoiceProvider {

  /** The name that forms refer to, for example {@code services}; unique in the application. */
  String name();

  /** The options as they are now, in the order in which a person should see them. */
  List<Choice> choices();

  /** As above, for lists that not everybody may see as a whole. */
  default List<Choice> choicesFor(Asker asker) {
    return choices();
  }
}
