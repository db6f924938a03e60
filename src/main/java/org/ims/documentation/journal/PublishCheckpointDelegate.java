package org.ims.documentation.journal;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class PublishCheckpointDelegate implements JavaDelegate {

  private final CheckpointPublication publication;

  PublishCheckpointDelegate(CheckpointPublication publication) {
    this.publication = publication;
  }

  @Override
  public void execute(DelegateExecution execution) {
    publication.publish();
  }
}
