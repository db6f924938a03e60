package org.ims.incident;

import java.util.List;

/** A component that keeps a record of things that happened to incidents, and tells them. */
public interface TimelineContributor {

  /** What this component has on record, in any order; empty when nothing. */
  List<TimelineEntry> entriesOf(Incident incident);

  /**
   * As much of it as belongs to the window, in any order. Who has thousands of entries overrides
   * it, so that not all of them are read.
   */
  default List<TimelineEntry> entriesOf(Incident incident, TimelineWindow window) {
    return window.of(entriesOf(incident).stream());
  }
}
