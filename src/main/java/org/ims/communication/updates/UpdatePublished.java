package org.ims.communication.updates;

/** An audience was told something new; whoever shows updates shows it from now on. */
public record UpdatePublished(String incidentNumber, String audience) {}
