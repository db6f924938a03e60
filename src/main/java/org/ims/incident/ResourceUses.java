package org.ims.incident;

/** The component that keeps who worked on incidents and what it cost. */
public interface ResourceUses {

  /** The sums over an incident; zeros when nothing was told. */
  ResourceUse of(String incidentNumber);
}
