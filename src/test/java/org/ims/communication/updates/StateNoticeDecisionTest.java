package org.ims.communication.updates;

import org.ims.testing.DecisionTableTest;

class StateNoticeDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                              | stateFrom     | stateTo       | source  | -> notice
      Rule_StateNotice_Machine          | triage        | assessed      | webhook |
      Rule_StateNotice_Told             | reported      | triage        | form    |
      Rule_StateNotice_Told             | triage        | awaiting-info | page    |
      Rule_StateNotice_Told             | triage        | rejected      | form    |
      Rule_StateNotice_Told             | responding    | duplicate     | form    |
      Rule_StateNotice_Told             | on-hold       | cancelled     | form    |
      Rule_StateNotice_Told             | recovering    | resolved      | api     |
      Rule_StateNotice_Reopened         | closed        | responding    | form    |
      Rule_StateNotice_ClosedWithParent | responding    | closed        | form    |
      Rule_StateNotice_Assessed         | triage        | assessed      | form    | state-assessed
      Rule_StateNotice_Refuted          | resolved      | responding    | form    | state-refuted
      Rule_StateNotice_Held             | responding    | on-hold       | form    | state-on-hold
      Rule_StateNotice_Resumed          | on-hold       | responding    | form    | state-resumed
      Rule_StateNotice_Resumed          | on-hold       | recovering    | form    | state-resumed
      Rule_StateNotice_Responding       | assessed      | responding    | form    | state-responding
      Rule_StateNotice_Contained        | responding    | contained     | form    | state-contained
      Rule_StateNotice_Recovering       | contained     | recovering    | form    | state-recovering
      Rule_StateNotice_Review           | resolved      | review        | form    | state-review
      Rule_StateNotice_Review           | review        | improving     | form    | state-review
      Rule_StateNotice_Closed           | resolved      | closed        | form    | state-closed
      Rule_StateNotice_Closed           | improving     | closed        | form    | state-closed
      Rule_StateNotice_Other            |               | same          | form    |
      """;

  StateNoticeDecisionTest() {
    super("communication/updates/StateNoticeDecision", 14, CASES);
  }
}
