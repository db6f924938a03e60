package org.ims.engine.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTest {

  @Test
  void theRightPasswordFitsAndNoOther() {
    PasswordHash hash = new PasswordHash(100);
    String stored = hash.encrypt("Demo-1ncident");
    assertThat(hash.check("Demo-1ncident", stored)).isTrue();
    assertThat(hash.check("Demo-1ncidenT", stored)).isFalse();
    assertThat(hash.check("", stored)).isFalse();
    assertThat(hash.check("Demo-1ncident", "nonsense")).isFalse();
    assertThat(hash.encrypt("Demo-1ncident")).isNotEqualTo(stored);
  }

  @Test
  void moreRoundsLeaveExistingPasswordsValid() {
    String stored = new PasswordHash(100).encrypt("secret");
    PasswordHash stronger = new PasswordHash(200);
    assertThat(stored).startsWith("100$");
    assertThat(stronger.check("secret", stored)).isTrue();
    assertThat(stronger.encrypt("secret")).startsWith("200$");
  }

  @Test
  void aLongPasswordIsNotCutOff() {
    PasswordHash hash = new PasswordHash(1);
    String stored = hash.encrypt("x".repeat(200) + "a");
    assertThat(hash.check("x".repeat(200) + "b", stored)).isFalse();
    // The engine's column holds 255 characters, its prefix included.
    assertThat(stored.length()).isLessThan(200);
  }
}
