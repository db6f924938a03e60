package org.ims.reporting;

import io.github.bucket4j.Bucket;
import org.ims.engine.web.AddressRates;
import org.springframework.stereotype.Component;

/** How often somebody without a login may report, by address and altogether; kept by each node. */
@Component
class OpenReportLimits {

  private final AddressRates addresses;
  private final Bucket overall;

  OpenReportLimits(ReportPageSettings settings) {
    this.addresses = new AddressRates(settings.perAddress(), settings.window());
    this.overall = AddressRates.bucket(settings.overall(), settings.window());
  }

  /** Takes one report from what is allowed; false when it is too many. */
  boolean take(String address) {
    return addresses.take(address) && overall.tryConsume(1);
  }
}
