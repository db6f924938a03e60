package org.ims.importing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The columns of a ServiceNow incident export that are read; any others are left alone. */
enum Column {
  NUMBER(true),
  INCIDENT_STATE(true),
  CALLER_ID(true),
  OPENED_BY(false),
  OPENED_AT(true),
  SYS_UPDATED_BY(false),
  SYS_UPDATED_AT(true),
  CONTACT_TYPE(false),
  LOCATION(false),
  CATEGORY(true),
  SUBCATEGORY(true),
  U_SYMPTOM(false),
  CMDB_CI(false),
  SHORT_DESCRIPTION(false),
  DESCRIPTION(false),
  IMPACT(true),
  URGENCY(true),
  PRIORITY(true),
  MADE_SLA(false),
  ASSIGNMENT_GROUP(true),
  ASSIGNED_TO(true),
  CLOSED_CODE(false),
  RESOLVED_BY(false),
  RESOLVED_AT(true),
  CLOSED_AT(true);

  private final boolean required;

  Column(boolean required) {
    this.required = required;
  }

  /** As the first line of the file names it. */
  String header() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The columns without which nothing can be replayed. */
  static List<Column> required() {
    return Arrays.stream(values()).filter(column -> column.required).toList();
  }
}
