package org.ims.webapps;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.task.TaskQuery;
import org.ims.engine.TaskPriorities;

/**
 * The task filters that Tasklist offers, in the order in which a person sees them; the first one
 * that a person may read opens with Tasklist.
 *
 * <p>That is the unclaimed work of one's groups, because there the clock runs while nobody cares;
 * one's own work one knows. A reporter finds there the questions about their reports and the
 * resolutions that they are asked to confirm.
 */
enum SharedFilter {
  MY_GROUPS(
      "My groups, unclaimed",
      "Work that waits for somebody of my groups to claim it",
      "#0b6e6e",
      Audience.EVERYBODY,
      // The candidate user stands for their groups too.
      query -> query.taskCandidateUserExpression("${currentUser()}")),

  MY_WORK(
      "My work",
      "Tasks assigned to me",
      "#14324a",
      Audience.EVERYBODY,
      query -> query.taskAssigneeExpression("${currentUser()}")),

  DUE_TODAY(
      "Due today",
      "Tasks that are due before midnight, those already late today included",
      "#9a5b00",
      Audience.STAFF,
      query ->
          query
              .dueAfterExpression("${dateTime().withTimeAtStartOfDay()}")
              .dueBeforeExpression("${dateTime().withTimeAtStartOfDay().plusDays(1)}")),

  BREACHED(
      "Breached",
      "Tasks whose due date has passed",
      "#b3261e",
      Audience.STAFF,
      query -> query.dueBeforeExpression("${now()}")),

  // The tasks of a major incident stand above all others, from its promotion on.
  MAJOR_INCIDENTS(
      "Major incidents",
      "Tasks of incidents that were promoted to major incidents",
      "#7a1fa2",
      Audience.STAFF,
      query -> query.taskMinPriority(TaskPriorities.MAJOR)),

  ALL_OPEN(
      "All open",
      "Every open task of every incident",
      "#555555",
      Audience.LEADS,
      UnaryOperator.identity());

  final String label;
  private final String description;
  private final String colour;
  final List<String> readers;
  private final UnaryOperator<TaskQuery> criteria;

  SharedFilter(
      String label,
      String description,
      String colour,
      List<String> readers,
      UnaryOperator<TaskQuery> criteria) {
    this.label = label;
    this.description = description;
    this.colour = colour;
    this.readers = readers;
    this.criteria = criteria;
  }

  TaskQuery query(TaskQuery all) {
    return criteria.apply(all.active());
  }

  /** What Tasklist reads beside the query: look, order, refreshing, and the variables on a card. */
  Map<String, Object> properties() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("description", description);
    properties.put("priority", 10 * (ordinal() + 1));
    properties.put("color", colour);
    properties.put("refresh", true);
    properties.put("showUndefinedVariable", false);
    properties.put(
        "variables",
        List.of(
            variable("incidentNumber", "Incident"),
            variable("priority", "Priority"),
            variable("service", "Service"),
            variable("team", "Team")));
    return properties;
  }

  private static Map<String, String> variable(String name, String label) {
    return Map.of("name", name, "label", label);
  }
}
