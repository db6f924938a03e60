package org.ims.security;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.ims.security.EngineIdentities.Identity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The users of the engine for whom a provider vouches. Each is made at the first visit, so that
 * lists of people and mails know them, and has a login that no user of the engine's own can have
 * had: whoever left something behind under a name does not leave it to a stranger of that name.
 */
class OidcPeople {

  static final String PREFIX = "sso-";

  private static final Pattern LOGIN = Pattern.compile("[a-zA-Z0-9._@+-]{1,48}");
  private static final int LONGEST_NAME = 255;

  private final IdentityService identities;
  private final JdbcClient jdbc;
  private final OidcGroups groups;
  private final TransactionTemplate transaction;
  private final Clock clock;

  OidcPeople(
      IdentityService identities,
      JdbcClient jdbc,
      OidcGroups groups,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.identities = identities;
    this.jdbc = jdbc;
    this.groups = groups;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * A person at the door: name, mail address and groups become those of the claims.
   *
   * @return empty when none of the groups is one of ours; then the person has none any more
   */
  Optional<Identity> signIn(Map<String, Object> claims) {
    return transaction.execute(
        status -> {
          List<String> wanted = present(groups.of(claims));
          Optional<String> known = find(claims);
          if (wanted.isEmpty()) {
            known.ifPresent(user -> beMemberOf(user, wanted));
            return Optional.empty();
          }
          String user = known.orElseGet(() -> create(claims));
          update(user, claims);
          beMemberOf(user, wanted);
          return Optional.of(new Identity(user, wanted));
        });
  }

  /**
   * Whoever shows a bearer token: the groups are those of the token and count for this request.
   * They are not written down, since a token may carry fewer than its owner has.
   *
   * @return empty when none of the groups is one of ours
   */
  Optional<Identity> call(Map<String, Object> claims) {
    return transaction.execute(
        status -> {
          List<String> theirs = present(groups.of(claims));
          return theirs.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Identity(find(claims).orElseGet(() -> createNamed(claims)), theirs));
        });
  }

  private Optional<String> find(Map<String, Object> claims) {
    // Two first visits at a time must not make two users.
    jdbc.sql("select pg_advisory_xact_lock(hashtext('oidc-user'), hashtext(?))")
        .param(text(claims, "sub"))
        .query()
        .listOfRows();
    Optional<String> known =
        jdbc.sql("select user_id from oidc_user where issuer = ? and subject = ?")
            .params(text(claims, "iss"), text(claims, "sub"))
            .query(String.class)
            .optional();
    known.ifPresent(this::vouchedFor);
    return known;
  }

  /** Their tokens rest when this has not happened for long. Writes no more than once an hour. */
  private void vouchedFor(String user) {
    jdbc.sql("update oidc_user set last_visit = :hour where user_id = :user and last_visit < :hour")
        .param("hour", Timestamp.from(clock.instant().truncatedTo(ChronoUnit.HOURS)))
        .param("user", user)
        .update();
  }

  private String createNamed(Map<String, Object> claims) {
    String user = create(claims);
    update(user, claims);
    return user;
  }

  private String create(Map<String, Object> claims) {
    String wanted = text(claims, "preferred_username");
    String plain = PREFIX + (wanted != null && LOGIN.matcher(wanted).matches() ? wanted : "user");
    // Two strangers of one name must not be given the same login by two nodes.
    jdbc.sql("select pg_advisory_xact_lock(hashtext('oidc-login'), hashtext(?))")
        .param(plain)
        .query()
        .listOfRows();
    String login = plain;
    for (int next = 2; isTaken(login); next++) {
      login = plain + "-" + next;
    }
    jdbc.sql("insert into oidc_user (issuer, subject, user_id, last_visit) values (?, ?, ?, ?)")
        .params(text(claims, "iss"), text(claims, "sub"), login, Timestamp.from(clock.instant()))
        .update();
    return login;
  }

  private boolean isTaken(String login) {
    return identities.createUserQuery().userId(login).count() > 0
        || jdbc.sql("select count(*) from oidc_user where user_id = ?")
                .param(login)
                .query(Integer.class)
                .single()
            > 0;
  }

  private void update(String login, Map<String, Object> claims) {
    User user = identities.createUserQuery().userId(login).singleResult();
    boolean made = user == null;
    if (made) {
      user = identities.newUser(login);
      // The engine wants one; nobody knows it.
      user.setPassword("Aa1-" + UUID.randomUUID() + UUID.randomUUID());
    }
    Names names = Names.of(claims, user);
    if (made
        || !names.equals(new Names(user.getFirstName(), user.getLastName(), user.getEmail()))) {
      user.setFirstName(names.first());
      user.setLastName(names.last());
      user.setEmail(names.email());
      identities.saveUser(user);
    }
  }

  private void beMemberOf(String user, List<String> wanted) {
    List<String> before =
        identities.createGroupQuery().groupMember(user).list().stream().map(Group::getId).toList();
    before.stream()
        .filter(group -> !wanted.contains(group))
        .forEach(group -> identities.deleteMembership(user, group));
    wanted.stream()
        .filter(group -> !before.contains(group))
        .forEach(group -> identities.createMembership(user, group));
  }

  /** Without teams that the catalogue does not have. */
  private List<String> present(Set<String> wanted) {
    List<String> present = new ArrayList<>();
    for (String group : wanted) {
      if (identities.createGroupQuery().groupId(group).count() > 0) {
        present.add(group);
      }
    }
    return present;
  }

  private static String text(Map<String, Object> claims, String name) {
    return Objects.toString(claims.get(name), null);
  }

  /** What a person is called; of what the claims do not tell, what is known already. */
  private record Names(String first, String last, String email) {

    static Names of(Map<String, Object> claims, User known) {
      String last = first(text(claims, "family_name"), text(claims, "name"), known.getLastName());
      return new Names(
          shortened(first(text(claims, "given_name"), known.getFirstName())),
          shortened(first(last, text(claims, "preferred_username"))),
          // Mails are believed by their sender's address, so it must be the person's own.
          Boolean.FALSE.equals(claims.get("email_verified"))
              ? null
              : shortened(first(text(claims, "email"), known.getEmail())));
    }

    private static String first(String... values) {
      for (String value : values) {
        if (value != null && !value.isBlank()) {
          return value;
        }
      }
      return null;
    }

    private static String shortened(String value) {
      return value == null || value.length() <= LONGEST_NAME
          ? value
          : value.substring(0, LONGEST_NAME);
    }
  }
}
