package org.ims.engine;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** The people that the engine knows. */
@Component
public class People {

  /**
   * @param login what they sign in with
   * @param name first and last name
   * @param mail may be null
   */
  public record Person(String login, String name, String mail) {}

  /** Under which the engine keeps it with the account. */
  private static final String LANGUAGE = "language";

  private final IdentityService identity;

  People(IdentityService identity) {
    this.identity = identity;
  }

  /** The person with this login. */
  public Optional<Person> find(String login) {
    if (login == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(identity.createUserQuery().userId(login).singleResult())
        .map(People::person);
  }

  /**
   * The person with this mail address, however it is spelt in capitals; empty when nobody has it,
   * or more than one, who could not be told apart.
   */
  public Optional<Person> findByMail(String address) {
    List<User> found =
        identity
            .createNativeUserQuery()
            .sql("select * from ACT_ID_USER where lower(EMAIL_) = #{address}")
            .parameter("address", address.toLowerCase(Locale.ROOT))
            .list();
    return found.size() == 1 ? Optional.of(person(found.get(0))) : Optional.empty();
  }

  /** The groups of which this person is a member. */
  public Set<String> groupsOf(String login) {
    return identity.createGroupQuery().groupMember(login).list().stream()
        .map(Group::getId)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The language in which this person wants to be written to, if it is on record. */
  public Optional<String> language(String login) {
    return Optional.ofNullable(login == null ? null : identity.getUserInfo(login, LANGUAGE))
        .filter(language -> !language.isBlank());
  }

  /**
   * From now on this person is written to in this language.
   *
   * @param language a language tag, as {@code de}
   */
  public void speak(String login, String language) {
    identity.setUserInfo(login, LANGUAGE, language);
  }

  /** Whether this person is a member of the group. */
  public boolean isMember(String login, String group) {
    return identity.createGroupQuery().groupMember(login).groupId(group).count() > 0;
  }

  /** Everybody in the group, by login. */
  public List<Person> membersOf(String group) {
    return identity.createUserQuery().memberOfGroup(group).orderByUserId().asc().list().stream()
        .map(People::person)
        .toList();
  }

  /**
   * The mail addresses of some people, each once and in order; whoever has none is left out.
   *
   * @param named groups, logins and mail addresses
   */
  public List<String> addressesOf(Collection<String> named) {
    TreeSet<String> addresses = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : named) {
      if (MailAddress.is(name)) {
        addresses.add(name);
        continue;
      }
      Stream.concat(membersOf(name).stream(), find(name).stream())
          .map(Person::mail)
          .filter(MailAddress::is)
          .forEach(addresses::add);
    }
    return List.copyOf(addresses);
  }

  /** Whether there is such a group. */
  public boolean isGroup(String group) {
    return identity.createGroupQuery().groupId(group).count() > 0;
  }

  private static Person person(User user) {
    String name =
        "%s %s"
            .formatted(
                user.getFirstName() == null ? "" : user.getFirstName(),
                user.getLastName() == null ? "" : user.getLastName())
            .strip();
    return new Person(user.getId(), name.isEmpty() ? user.getId() : name, user.getEmail());
  }
}
