package org.ims.communication.channels;

import java.time.Instant;
import org.ims.communication.ChannelKind;

/**
 * Somewhere that notices go.
 *
 * @param name by which tables and settings call it, as {@code ops} in {@code channel:ops}
 * @param language in which it is written to, as {@code de}
 * @param restricted whether it may hear of restricted incidents
 * @param retiredAt since when nothing goes there any more, or null
 * @param lastFailure why it last took nothing, in words, or null
 * @param quietUntil until when its server asked to be left alone, or null
 */
record Channel(
    String name,
    ChannelKind kind,
    String language,
    boolean restricted,
    String createdBy,
    Instant createdAt,
    Instant retiredAt,
    Instant lastSuccessAt,
    Instant lastFailureAt,
    String lastFailure,
    Instant quietUntil) {

  boolean isActive() {
    return retiredAt == null;
  }
}
