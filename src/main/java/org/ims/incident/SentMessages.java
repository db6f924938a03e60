package org.ims.incident;

import java.util.Optional;

/** The component that sends messages about incidents, and knows them again by their Message-ID. */
public interface SentMessages {

  /**
   * The number of the incident about which the message was sent.
   *
   * @param messageId as a header of a mail has it, with its angle brackets
   * @return empty when no message of ours has this identifier
   */
  Optional<String> incidentOf(String messageId);
}
