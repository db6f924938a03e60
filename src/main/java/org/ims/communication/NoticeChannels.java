package org.ims.communication;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Knows where notices go besides mailboxes, and takes them there. */
public interface NoticeChannels {

  /**
   * A channel that takes notices.
   *
   * @param restricted whether it may hear of restricted incidents
   */
  record Target(ChannelKind kind, Locale language, boolean restricted) {}

  /**
   * What is to be said.
   *
   * @param channel its name
   * @param key names the message; a repeat has the same one
   * @param kind which notice it is, as {@code update-customers}
   * @param state of the incident when the notice was written, as {@code ON_HOLD}; null when unknown
   * @param status the same in words of the language; empty when unknown
   * @param subject one line
   * @param text plain text
   * @param link where to read more, or null
   * @param linkWords what the link says
   */
  record Post(
      String channel,
      String key,
      String incidentNumber,
      String kind,
      String state,
      String status,
      String subject,
      String text,
      String link,
      String linkWords,
      Instant writtenAt) {}

  /** The active channel of this name. */
  Optional<Target> find(String name);

  /**
   * @throws NotDeliveredException when the channel did not take it
   */
  void send(Post post);
}
