package org.ims.response.playbooks;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The work that people do in playbooks. */
@Service
@Transactional
class PlaybookWork {

  private final StepRecords records;

  PlaybookWork(StepRecords records) {
    this.records = records;
  }

  void record(StepRecord record) {
    records.save(record);
  }
}
