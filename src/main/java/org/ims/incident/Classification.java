package org.ims.incident;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Locale;

/**
 * What triage found the incident to be.
 *
 * @param category what kind of event it is
 * @param subcategory free text, may be null
 * @param service key of the service that is really affected; may differ from the reported one
 * @param criticalFunction whether that service supports a critical or important function
 * @param awareAt when the organisation became aware; regulatory clocks start here
 */
@Embeddable
public record Classification(
    @Enumerated(EnumType.STRING) Category category,
    String subcategory,
    @Column(name = "affected_service") String service,
    Boolean criticalFunction,
    Instant awareAt) {

  /** The kinds of event that are routed and treated differently. */
  public enum Category {
    IT,
    SECURITY,
    PRIVACY,
    PHYSICAL,
    SUPPLIER,
    SAFETY,
    OTHER;

    /** As forms, tables and the API write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
