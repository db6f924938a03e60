package org.ims.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.data.repository.Repository;

/** The service catalogue, past services included. */
public interface Services extends Repository<Service, String> {

  /** The service of this key, also when it has left the catalogue. */
  Optional<Service> findByKey(String key);

  /** The service of this key if incidents can be reported for it. */
  default Optional<Service> findActive(String key) {
    return findByKey(key).filter(Service::active);
  }

  /** What a person can choose from, by name. */
  List<Service> findByActiveTrueOrderByName();

  List<Service> findAll();

  /** Whether people outside the organisation may see the state of any active service. */
  boolean existsByActiveTrueAndStatusPublicTrue();

  /**
   * Every team that owns or supplies a service. Those of past services are among them, because old
   * incidents are still theirs.
   */
  default Set<String> teams() {
    Set<String> teams = new TreeSet<>();
    for (Service service : findAll()) {
      teams.add(service.ownerTeam());
      if (service.supplierTeam() != null) {
        teams.add(service.supplierTeam());
      }
    }
    return teams;
  }
}
