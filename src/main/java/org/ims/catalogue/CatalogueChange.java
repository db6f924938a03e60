package org.ims.catalogue;

import java.time.Instant;

/**
 * One field of a service that was changed.
 *
 * @param version that the service had afterwards
 * @param by a login, or null where no person did it
 * @param before null where the service was new
 */
record CatalogueChange(
    int version, Instant at, String by, Origin origin, String field, String before, String after) {

  /** By which way a change came. */
  enum Origin {
    /** A person edited it on a page. */
    PAGE,
    /** A program changed it by the API. */
    API,
    /** A CSV that somebody imported. */
    IMPORT,
    /** The examples of the program, which fill an empty catalogue. */
    SEED,
    /** The file that the configuration names. */
    FILE,
    /** Incidents of another system that are about it. */
    MIGRATION
  }
}
