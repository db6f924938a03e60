package org.ims.communication.channels;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ims.communication.ChannelKind;
import org.ims.communication.NotDeliveredException;
import org.ims.communication.NoticeChannels;
import org.ims.communication.TestWords;
import org.ims.engine.SecretSeal;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Violation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Creates channels, tries them, gives them new URLs and retires them; each deed is kept. */
@Service
class ChannelAdministration {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,38}[a-z0-9]");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
  private static final int KEY_BYTES = 32;

  /** How long a receiver may take to learn a new key. */
  private static final Duration OVERLAP = Duration.ofHours(24);

  /** There is a channel of that name already. */
  @ResponseStatus(
      code = HttpStatus.CONFLICT,
      reason = "There is a channel of this name; names are never used twice.")
  static class NameTakenException extends RuntimeException {}

  /** There is no such channel. */
  @ResponseStatus(code = HttpStatus.NOT_FOUND, reason = "There is no active channel of this name.")
  static class UnknownChannelException extends RuntimeException {}

  private final Channels channels;
  private final NoticeChannels delivery;
  private final OutgoingAddresses addresses;
  private final SecretSeal seal;
  private final TestWords words;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  ChannelAdministration(
      Channels channels,
      NoticeChannels delivery,
      OutgoingAddresses addresses,
      SecretSeal seal,
      TestWords words,
      Clock clock) {
    this.channels = channels;
    this.delivery = delivery;
    this.addresses = addresses;
    this.seal = seal;
    this.words = words;
    this.clock = clock;
  }

  /**
   * @return the key of its signatures, which nobody will see again; null for chat rooms
   * @throws InvalidInputException naming every field that breaks a rule
   */
  @Transactional
  String create(
      String name, ChannelKind kind, String url, String language, boolean restricted, String by) {
    List<Violation> violations = new ArrayList<>();
    if (name == null || !NAME.matcher(name).matches()) {
      violations.add(
          new Violation(
              "name",
              "pattern",
              "Name must have 3 to 40 lower-case letters, digits and hyphens, a letter first."));
    }
    if (kind == null) {
      violations.add(new Violation("kind", "required", "Kind is required."));
    }
    if (language == null || !LANGUAGE.matcher(language).matches()) {
      violations.add(new Violation("language", "pattern", "Language must be one as en or de."));
    }
    try {
      addresses.checked(url);
    } catch (InvalidInputException e) {
      violations.addAll(e.violations());
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    byte[] key = kind == ChannelKind.WEBHOOK ? newKey() : null;
    Instant now = clock.instant();
    Channel channel =
        new Channel(name, kind, language, restricted, by, now, null, null, null, null, null);
    if (!channels.add(channel, sealed(url), key == null ? null : seal.seal(key))) {
      throw new NameTakenException();
    }
    channels.audit(name, now, by, "created", null);
    return inWords(key);
  }

  /**
   * Sends a message that says it is a test. Not in one transaction: the call must not hold one.
   *
   * @return why it was not taken, or null when it was
   */
  String test(String name, String by) {
    Channel channel = active(name);
    Locale language = Locale.forLanguageTag(channel.language());
    String because = null;
    try {
      delivery.send(
          new NoticeChannels.Post(
              name,
              "test/" + UUID.randomUUID(),
              "IMS",
              "test",
              null,
              "",
              words.subject(name, language),
              words.text(name, language),
              null,
              "",
              clock.instant()));
    } catch (NotDeliveredException e) {
      because = e.getMessage();
    }
    channels.audit(name, clock.instant(), by, "tested", because == null ? "Delivered." : because);
    return because;
  }

  /**
   * Gives it a new URL; a webhook gets a new key as well, and is signed with the old one too for a
   * day.
   *
   * @return the new key, which nobody will see again; null for chat rooms
   */
  @Transactional
  String rotate(String name, String url, String by) {
    Channel channel = active(name);
    addresses.checked(url);
    Instant now = clock.instant();
    channels.replaceUrl(name, sealed(url));
    byte[] key = channel.kind() == ChannelKind.WEBHOOK ? newKey() : null;
    if (key != null) {
      channels.replaceKey(name, seal.seal(key), now.plus(OVERLAP));
    }
    channels.audit(name, now, by, "rotated", null);
    return inWords(key);
  }

  /** From now on nothing goes there; its name stays. */
  @Transactional
  void retire(String name, String by) {
    active(name);
    channels.retire(name, by, clock.instant());
    channels.audit(name, clock.instant(), by, "retired", null);
  }

  List<ChannelController.Deed> audit(String name, int most) {
    channels.find(name).orElseThrow(UnknownChannelException::new);
    return channels.audit(name, most);
  }

  private Channel active(String name) {
    return channels.find(name).filter(Channel::isActive).orElseThrow(UnknownChannelException::new);
  }

  private byte[] sealed(String url) {
    return seal.seal(url.strip().getBytes(StandardCharsets.UTF_8));
  }

  private byte[] newKey() {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return key;
  }

  private static String inWords(byte[] key) {
    return key == null
        ? null
        : WebhookSignature.KEY_PREFIX + Base64.getEncoder().encodeToString(key);
  }
}
