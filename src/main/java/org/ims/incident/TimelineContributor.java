package org.ims.incident;

import java.util.List;

/** A component that keeps a record of things that happened to incidents, and tells them. */
public interface TimelineContributor {

  /** What this component has on record, in any order; empty when nothing. */
  List<TimelineEntry> entriesOf(Incident incident);
}
