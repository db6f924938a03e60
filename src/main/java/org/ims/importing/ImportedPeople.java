package org.ims.importing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ims.engine.People;
import org.springframework.stereotype.Component;

/**
 * The people of a log. They have no account here: who bears the login of an account would get mails
 * about old incidents and stand in their history without having had a part in them.
 */
@Component
class ImportedPeople {

  private static final int REMEMBERED = 1_000;

  private final People people;

  /** The latest few, because the same people come again and again. */
  private final Map<String, String> logins =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  ImportedPeople(People people) {
    this.people = people;
  }

  /** The login that stands for a person; null, as in "nobody is known", stands for the system. */
  synchronized String login(String name) {
    return name == null
        ? ImportedNames.SYSTEM
        : logins.computeIfAbsent(name, this::loginWithoutAccount);
  }

  private String loginWithoutAccount(String name) {
    String login = ImportedNames.person(name);
    while (people.find(login).isPresent()) {
      login = ImportedNames.otherPerson(login);
    }
    return login;
  }
}
