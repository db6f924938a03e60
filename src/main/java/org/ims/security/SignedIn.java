package org.ims.security;

import java.io.Serializable;
import java.time.Instant;

/**
 * What a session of the web server remembers of its sign-in.
 *
 * @param key of its row among those of all nodes
 * @param checked when that row was last looked for
 */
record SignedIn(String person, String key, Instant since, Instant checked) implements Serializable {

  SignedIn checkedAt(Instant moment) {
    return new SignedIn(person, key, since, moment);
  }
}
