package org.ims.communication.channels;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ims.communication.ChannelKind;
import org.ims.communication.NotDeliveredException;
import org.ims.communication.NoticeChannels;
import org.ims.engine.SecretSeal;
import org.ims.incident.InvalidInputException;
import org.springframework.stereotype.Component;

/** Takes notices to channels. What it says of a failure never holds the URL, which is a secret. */
@Component
class ChannelDelivery implements NoticeChannels {

  /** A word such as Slack's {@code no_service}, which holds nothing else. */
  private static final Pattern ERROR_WORD = Pattern.compile("[a-z][a-z_]{2,39}");

  private final Channels channels;
  private final OutgoingAddresses addresses;
  private final OutgoingCalls calls;
  private final SecretSeal seal;
  private final Clock clock;

  ChannelDelivery(
      Channels channels,
      OutgoingAddresses addresses,
      OutgoingCalls calls,
      SecretSeal seal,
      Clock clock) {
    this.channels = channels;
    this.addresses = addresses;
    this.calls = calls;
    this.seal = seal;
    this.clock = clock;
  }

  @Override
  public Optional<Target> find(String name) {
    return channels
        .find(name)
        .filter(Channel::isActive)
        .map(
            channel ->
                new Target(
                    channel.kind(),
                    Locale.forLanguageTag(channel.language()),
                    channel.restricted()));
  }

  @Override
  public void send(Post post) {
    Channel channel =
        channels
            .find(post.channel())
            .filter(Channel::isActive)
            .orElseThrow(() -> new NotDeliveredException("The channel is retired.", true, null));
    Instant now = clock.instant();
    if (channel.quietUntil() != null && now.isBefore(channel.quietUntil())) {
      throw new NotDeliveredException(
          "The channel asked to be left alone for a while.", false, null);
    }
    try {
      requireTaken(call(channel, post));
      channels.succeeded(channel.name(), clock.instant());
    } catch (QuietException e) {
      channels.failed(channel.name(), now, e.getMessage(), e.until);
      throw e;
    } catch (NotDeliveredException e) {
      channels.failed(channel.name(), now, e.getMessage(), null);
      throw e;
    }
  }

  private OutgoingCalls.Answer call(Channel channel, Post post) {
    Channels.Sealed sealed = channels.sealed(channel.name());
    String id = id(post.key());
    Payload payload =
        switch (channel.kind()) {
          case SLACK -> SlackMessage.of(post);
          case TEAMS -> TeamsMessage.of(post);
          default -> WebhookEvent.of(post, id);
        };
    try {
      URI url = addresses.checked(new String(seal.open(sealed.url()), StandardCharsets.UTF_8));
      return calls.post(
          url,
          payload,
          channel.kind() == ChannelKind.WEBHOOK
              ? WebhookSignature.headers(id, clock.instant(), payload.body(), keys(sealed))
              : Map.of());
    } catch (InvalidInputException e) {
      throw new NotDeliveredException(
          "The URL of the channel is not allowed any more.", true, null);
    } catch (OutgoingAddresses.ForbiddenAddressException e) {
      throw new NotDeliveredException(
          "The host of the channel has an address that may not be called.", true, null);
    } catch (IOException e) {
      // Its message would name the host.
      throw new NotDeliveredException("The channel does not answer.", false, null);
    }
  }

  private List<byte[]> keys(Channels.Sealed sealed) {
    List<byte[]> keys = new ArrayList<>();
    keys.add(seal.open(sealed.key()));
    if (sealed.oldKey() != null && clock.instant().isBefore(sealed.oldKeyUntil())) {
      keys.add(seal.open(sealed.oldKey()));
    }
    return keys;
  }

  /** The same for each attempt. */
  static String id(String key) {
    return "msg_" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
  }

  /** What is the server's trouble may pass; what it says of the message will not. */
  private static void requireTaken(OutgoingCalls.Answer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return;
    }
    String word = answer.body().strip();
    String because =
        "The channel answers with code %d%s."
            .formatted(status, ERROR_WORD.matcher(word).matches() ? " (" + word + ")" : "");
    boolean passes = status >= 500 || status == 429 || status == 408 || status == 425;
    if (passes && answer.retryAfter() != null) {
      throw new QuietException(because, answer.retryAfter());
    }
    throw new NotDeliveredException(because, !passes, null);
  }

  /** Its server says how long it wants to be left alone. */
  private static final class QuietException extends NotDeliveredException {

    private final transient Instant until;

    QuietException(String reason, Instant until) {
      super(reason, false, null);
      this.until = until;
    }
  }
}
