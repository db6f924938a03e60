package org.ims.security;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which groups of ours the groups of a provider stand for. What no setting names stands for none.
 */
class OidcGroups {

  private final String claim;
  private final Map<String, Set<String>> ours = new HashMap<>();

  /**
   * @throws IllegalArgumentException when a pair is not theirs=ours, or ours is neither a role nor
   *     a team
   */
  OidcGroups(OidcSettings settings) {
    this.claim = settings.groupsClaim();
    for (String pair : settings.groups()) {
      int equals = pair.lastIndexOf('=');
      String group = pair.substring(equals + 1).strip();
      if (equals < 1 || !Roles.all().contains(group) && !group.startsWith(Roles.TEAM_PREFIX)) {
        throw new IllegalArgumentException(
            "ims.security.oidc.groups: \""
                + pair
                + "\" must be theirs=ours, where ours is a role or a team ("
                + Roles.TEAM_PREFIX
                + "...).");
      }
      ours.computeIfAbsent(pair.substring(0, equals).strip(), any -> new TreeSet<>()).add(group);
    }
  }

  /** Sorted; empty when the claims name no group that stands for one of ours. */
  Set<String> of(Map<String, Object> claims) {
    return names(value(claims))
        .flatMap(theirs -> ours.getOrDefault(theirs, Set.of()).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A claim may have dots in its name, as those that are URLs; only else they are a path. */
  private Object value(Map<String, Object> claims) {
    if (claims.containsKey(claim)) {
      return claims.get(claim);
    }
    Object place = claims;
    for (String step : claim.split("\\.")) {
      place = place instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return place;
  }

  private static Stream<String> names(Object value) {
    if (value instanceof Collection<?> many) {
      return many.stream().filter(Objects::nonNull).map(Object::toString);
    }
    return value instanceof String one ? Stream.of(one) : Stream.empty();
  }
}
