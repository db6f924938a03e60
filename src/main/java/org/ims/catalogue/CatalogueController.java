package org.ims.catalogue;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells API clients which services they may report incidents for. */
@RestController
@Tag(name = "Services", description = "The service catalogue")
class CatalogueController {

  private final Services services;

  CatalogueController(Services services) {
    this.services = services;
  }

  @GetMapping(path = "/api/services", produces = "application/json")
  @Operation(
      summary = "List the services that an incident can be reported for",
      description = "The active services of the catalogue, by name.")
  List<ServiceEntry> services() {
    return services.findByActiveTrueOrderByName().stream().map(ServiceEntry::of).toList();
  }

  @Schema(name = "Service", description = "A service of the organisation")
  record ServiceEntry(
      @Schema(description = "What a report gives as its service", example = "web-shop") String key,
      @Schema(example = "Web shop") String name,
      @Schema(description = "The team that runs it", example = "commerce") String ownerTeam,
      @Schema(
              description = "The team that speaks for its supplier",
              example = "hosting-provider",
              nullable = true)
          String supplierTeam,
      @Schema(
              description = "Whether it supports a critical or important function",
              example = "true")
          boolean criticalFunction,
      @Schema(description = "Recovery time objective, ISO-8601", example = "PT1H") String rto,
      @Schema(description = "Recovery point objective, ISO-8601", example = "PT5M") String rpo) {

    static ServiceEntry of(Service service) {
      return new ServiceEntry(
          service.key(),
          service.name(),
          service.ownerTeam(),
          service.supplierTeam(),
          service.criticalFunction(),
          service.rto().toString(),
          service.rpo().toString());
    }
  }
}
