package org.ims.engine.gate;

/** A small diagram that the gate lets through, to be spoilt in one place. */
final class PlaybookText {

  private PlaybookText() {}

  static String valid(String id) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
            xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="Definitions_%1$s"
            targetNamespace="https://example.org/gate">
          <bpmn:process id="%1$s" name="Small" isExecutable="true"
              camunda:historyTimeToLive="P1825D">
            <bpmn:startEvent id="Start"/>
            <bpmn:sequenceFlow id="ToTask" sourceRef="Start" targetRef="Task"/>
            <bpmn:userTask id="Task" name="Look" camunda:candidateGroups="service-desk"/>
            <bpmn:sequenceFlow id="ToEnd" sourceRef="Task" targetRef="End"/>
            <bpmn:endEvent id="End"/>
          </bpmn:process>
        </bpmn:definitions>
        """
        .formatted(id);
  }
}
