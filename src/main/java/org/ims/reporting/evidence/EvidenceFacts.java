package org.ims.reporting.evidence;

import java.util.List;
import java.util.stream.Collectors;
import org.ims.incident.FactContributor;
import org.ims.incident.Incident;
import org.ims.incident.TimelineContributor;
import org.ims.incident.TimelineEntry;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells those who work on an incident that there are files. */
@Component
@Order(2)
class EvidenceFacts implements FactContributor, TimelineContributor {

  private static final int MOST_SHOWN = 10;

  private final EvidenceFiles files;

  EvidenceFacts(EvidenceFiles files) {
    this.files = files;
  }

  @Override
  public List<Fact> factsOf(Incident incident) {
    List<Evidence> all =
        files.of(incident.number()).stream().filter(file -> !file.isRemoved()).toList();
    if (all.isEmpty()) {
      return List.of();
    }
    String names =
        all.stream().limit(MOST_SHOWN).map(Evidence::fileName).collect(Collectors.joining(", "));
    int more = all.size() - MOST_SHOWN;
    return List.of(new Fact("Files", more > 0 ? "%s and %d more".formatted(names, more) : names));
  }

  @Override
  public List<TimelineEntry> entriesOf(Incident incident) {
    return files.of(incident.number()).stream()
        .map(
            file ->
                new TimelineEntry(
                    file.putAt(),
                    "evidence-added",
                    file.putBy(),
                    "File %s (%s, %d bytes)%s"
                        .formatted(
                            file.fileName(),
                            file.mediaType(),
                            file.size(),
                            file.description() == null ? "" : ": " + file.description())))
        .toList();
  }
}
