package org.ims.catalogue;

/** One valid line of the catalogue's CSV. */
record CatalogueRow(
    String key,
    String name,
    String ownerTeam,
    String supplierTeam,
    boolean criticalFunction,
    int rtoMinutes,
    int rpoMinutes) {}
