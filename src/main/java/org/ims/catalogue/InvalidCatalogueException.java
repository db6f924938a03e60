package org.ims.catalogue;

/**
 * The catalogue's file cannot be used; the message names the file and every fault, for a person.
 */
public class InvalidCatalogueException extends IllegalStateException {

  InvalidCatalogueException(String location, String faults) {
    super("The service catalogue %s is not usable: %s.".formatted(location, faults));
  }
}
