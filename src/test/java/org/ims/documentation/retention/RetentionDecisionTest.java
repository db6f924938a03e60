package org.ims.documentation.retention;

import org.ims.testing.DecisionTableTest;

class RetentionDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                        | legalHold | drill | reportable | security | major     | personalData | -> keepRecord | -> reviewPersonalData | -> because
      Rule_Retention_LegalHold    | true      |       |            |          |           |              |               |                       | It is under legal hold; nothing is erased until the hold is released.
      Rule_Retention_LegalHold    | true      | true  | true       | true     | accepted  | yes          |               |                       | It is under legal hold; nothing is erased until the hold is released.
      Rule_Retention_Drill        |           | true  |            |          |           |              | P1Y           |                       | It was a drill; its record is kept for one year.
      Rule_Retention_Drill        | false     | true  | true       | true     | accepted  | yes          | P1Y           |                       | It was a drill; its record is kept for one year.
      Rule_Retention_Reportable   |           |       | true       |          |           |              | P7Y           | P12M                  | It may have to be accounted for to an authority; its record is kept for seven years.
      Rule_Retention_Reportable   | false     | false | true       | true     | accepted  | yes          | P7Y           | P12M                  | It may have to be accounted for to an authority; its record is kept for seven years.
      Rule_Retention_Security     |           |       |            | true     |           |              | P5Y           | P12M                  | It was a security incident; its record is kept for five years.
      Rule_Retention_Security     | false     | false | false      | true     | accepted  | unknown      | P5Y           | P12M                  | It was a security incident; its record is kept for five years.
      Rule_Retention_Major        |           |       |            |          | accepted  |              | P5Y           | P12M                  | It was a major incident; its record is kept for five years.
      Rule_Retention_Major        | false     | false | false      | false    | accepted  | unknown      | P5Y           | P12M                  | It was a major incident; its record is kept for five years.
      Rule_Retention_PersonalData |           |       |            |          |           | yes          | P5Y           | P12M                  | Personal data may have been involved; its record is kept for five years.
      Rule_Retention_PersonalData | false     | false | false      | false    | demoted   | unknown      | P5Y           | P12M                  | Personal data may have been involved; its record is kept for five years.
      Rule_Retention_PersonalData |           |       |            |          | candidate | yes          | P5Y           | P12M                  | Personal data may have been involved; its record is kept for five years.
      Rule_Retention_Other        |           |       |            |          |           |              | P5Y           | P12M                  | The record of an incident is kept for five years.
      Rule_Retention_Other        | false     | false | false      | false    | none      | no           | P5Y           | P12M                  | The record of an incident is kept for five years.
      Rule_Retention_Other        | false     | false | false      | false    | candidate | no           | P5Y           | P12M                  | The record of an incident is kept for five years.
      Rule_Retention_Other        |           |       |            |          | demoted   | no           | P5Y           | P12M                  | The record of an incident is kept for five years.
      """;

  RetentionDecisionTest() {
    super("documentation/retention/RetentionDecision", 7, CASES);
  }
}
