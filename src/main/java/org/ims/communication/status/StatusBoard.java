package org.ims.communication.status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ims.communication.status.ToldIncident.ToldUpdate;

/**
 * Everything that a kind of reader may know.
 *
 * @param version how often it has changed
 * @param services by name
 * @param incidents those that go on and those that are over, the newest first
 */
record StatusBoard(
    Readers readers, long version, List<ServiceStatus> services, List<ToldIncident> incidents) {

  /** A service and how it is. */
  record ServiceStatus(String key, String name, Condition condition, Uptime uptime) {}

  /** A text with the incident that it is about. */
  record Entry(ToldIncident incident, ToldUpdate update) {}

  public List<ToldIncident> current() {
    return incidents.stream().filter(incident -> !incident.isOver()).toList();
  }

  public List<ToldIncident> past() {
    return incidents.stream().filter(ToldIncident::isOver).toList();
  }

  /** How the worst of the services is. */
  public Condition worst() {
    return services.stream()
        .map(ServiceStatus::condition)
        .reduce(Condition.OPERATIONAL, Condition::worse);
  }

  /** The newest texts of all incidents, the newest first. */
  List<Entry> newest(int most) {
    List<Entry> entries = new ArrayList<>();
    for (ToldIncident incident : incidents) {
      incident.updates().forEach(update -> entries.add(new Entry(incident, update)));
    }
    entries.sort(Comparator.comparing((Entry entry) -> entry.update().sentAt()).reversed());
    return entries.subList(0, Math.min(most, entries.size()));
  }
}
