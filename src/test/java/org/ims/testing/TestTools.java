package org.ims.testing;

import org.ims.documentation.journal.JournalProbe;
import org.ims.documentation.retention.EndedIncidents;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;

/** What tests of the whole application work with. */
@TestConfiguration(proxyBeanMethods = false)
@Import({
  Jobs.class,
  Desk.class,
  Journey.class,
  Records.class,
  PlaybookPlayer.class,
  EndedIncidents.class,
  JournalProbe.class
})
class TestTools {}
