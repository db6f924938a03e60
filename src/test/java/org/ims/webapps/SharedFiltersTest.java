package org.ims.webapps;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.ims.engine.EngineClock;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ImsTest
class SharedFiltersTest {

  /** Noon, so that "today" has two sides wherever the test runs. */
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  private static final String DESK_USER = "filters-desk";
  private static final String LEAD_USER = "filters-lead";

  @Autowired private SharedFilters shared;
  @Autowired private FilterService filters;
  @Autowired private TaskService tasks;
  @Autowired private IdentityService identity;
  @Autowired private AuthorizationService authorizations;
  @Autowired private EngineClock clock;

  private final Map<String, String> created = new TreeMap<>();

  @BeforeEach
  void people() {
    user(DESK_USER, "service-desk", "reporter");
    user(LEAD_USER, "incident-manager", "reporter");
    clock.stopAt(NOON);
  }

  @AfterEach
  void remove() {
    identity.clearAuthentication();
    created.values().forEach(task -> tasks.deleteTask(task, true));
    identity.deleteUser(DESK_USER);
    identity.deleteUser(LEAD_USER);
  }

  @Test
  void everyRoleFindsItsListsInTheOrderOfTheirUse() {
    assertThat(listsOf("service-desk"))
        .containsExactly(
            "My groups, unclaimed", "My work", "Due today", "Breached", "Major incidents");
    assertThat(listsOf("incident-manager"))
        .containsExactly(
            "My groups, unclaimed",
            "My work",
            "Due today",
            "Breached",
            "Major incidents",
            "All open");
    assertThat(listsOf("reporter")).containsExactly("My groups, unclaimed", "My work");
    assertThat(listsOf("auditor")).isEmpty();
  }

  @Test
  void listsShowWhatTheirNamesSay() {
    task("unclaimed").inGroup("service-desk").due("2026-03-05T12:00:00Z");
    task("of another group").inGroup("legal").due("2026-03-05T12:00:00Z");
    task("mine").assignedTo(DESK_USER).due("2026-03-05T12:00:00Z");
    task("early today").inGroup("service-desk").due("2026-03-04T08:00:00Z");
    task("late today").inGroup("service-desk").due("2026-03-04T18:00:00Z");
    task("yesterday").inGroup("service-desk").due("2026-03-03T18:00:00Z");
    task("never due").inGroup("service-desk").priority(150);
    task("nearly major").inGroup("service-desk").priority(100);

    Map<String, List<String>> seen = seenBy(DESK_USER, "service-desk", "reporter");

    assertThat(seen)
        .contains(
            entry(
                "My groups, unclaimed",
                List.of(
                    "early today",
                    "late today",
                    "nearly major",
                    "never due",
                    "unclaimed",
                    "yesterday")),
            entry("My work", List.of("mine")),
            entry("Due today", List.of("early today", "late today")),
            entry("Breached", List.of("early today", "yesterday")),
            entry("Major incidents", List.of("never due")));
  }

  @Test
  void whoReportsFindsTheirQuestions() {
    task("question").offeredTo(DESK_USER);
    task("claimed question").assignedTo(DESK_USER);
    task("of a group").inGroup("service-desk");

    assertThat(seenBy(DESK_USER, "reporter"))
        .containsOnly(
            entry("My groups, unclaimed", List.of("question")),
            entry("My work", List.of("claimed question")));
  }

  @Test
  void anotherStartChangesNothing() {
    List<String> before = ids();
    long grants = grants();

    shared.create();

    assertThat(ids()).isEqualTo(before).hasSameSizeAs(SharedFilter.values());
    assertThat(grants()).isEqualTo(grants);
  }

  @Test
  void aStartSetsBackWhatWasChangedByHand() {
    Filter breached = named("Breached");
    breached.setQuery(tasks.createTaskQuery().taskName("something else"));
    breached.setProperties(Map.of("color", "#000000"));
    filters.saveFilter(breached);
    Authorization grant = grantOf(breached, "legal");
    grant.removePermission(Permissions.READ);
    authorizations.saveAuthorization(grant);
    authorizations.deleteAuthorization(grantOf(breached, "dpo").getId());

    shared.create();

    Filter restored = named("Breached");
    assertThat(restored.getId()).isEqualTo(breached.getId());
    assertThat(restored.getProperties())
        .containsEntry("color", "#b3261e")
        .containsEntry("refresh", true)
        .containsEntry("priority", 40);
    task("yesterday").inGroup("service-desk").due("2026-03-03T18:00:00Z");
    assertThat(seenBy(DESK_USER, "service-desk")).containsEntry("Breached", List.of("yesterday"));
    assertThat(listsOf("legal")).contains("Breached");
    assertThat(listsOf("dpo")).contains("Breached");
  }

  private List<String> ids() {
    return filters.createTaskFilterQuery().orderByFilterId().asc().listPage(0, 100).stream()
        .map(Filter::getId)
        .toList();
  }

  private long grants() {
    return authorizations.createAuthorizationQuery().resourceType(Resources.FILTER).count();
  }

  private Filter named(String name) {
    return filters.createTaskFilterQuery().filterName(name).singleResult();
  }

  private Authorization grantOf(Filter filter, String group) {
    return authorizations
        .createAuthorizationQuery()
        .resourceType(Resources.FILTER)
        .resourceId(filter.getId())
        .groupIdIn(group)
        .singleResult();
  }

  private List<String> listsOf(String group) {
    return as(
        DESK_USER,
        List.of(group),
        () ->
            filters.createTaskFilterQuery().listPage(0, 100).stream()
                .sorted(
                    (a, b) ->
                        (Integer) a.getProperties().get("priority")
                            - (Integer) b.getProperties().get("priority"))
                .map(Filter::getName)
                .toList());
  }

  /** Of the tasks of this test, those that each list shows to the user. */
  private Map<String, List<String>> seenBy(String user, String... groups) {
    return as(
        user,
        Arrays.asList(groups),
        () -> {
          Map<String, List<String>> seen = new TreeMap<>();
          for (Filter filter : filters.createTaskFilterQuery().listPage(0, 100)) {
            List<Task> found = filters.listPage(filter.getId(), 0, 100);
            seen.put(
                filter.getName(),
                found.stream()
                    .filter(task -> created.containsValue(task.getId()))
                    .map(Task::getName)
                    .sorted()
                    .toList());
          }
          return seen;
        });
  }

  private <T> T as(String user, List<String> groups, Supplier<T> action) {
    identity.setAuthentication(user, groups);
    try {
      return action.get();
    } finally {
      identity.clearAuthentication();
    }
  }

  private void user(String id, String... groups) {
    User user = identity.newUser(id);
    user.setPassword("Long-enough-4-any-policy");
    identity.saveUser(user);
    for (String group : groups) {
      if (identity.createGroupQuery().groupId(group).count() == 0) {
        identity.saveGroup(identity.newGroup(group));
      }
      identity.createMembership(id, group);
    }
  }

  private NewTask task(String name) {
    Task task = tasks.newTask();
    task.setName(name);
    tasks.saveTask(task);
    created.put(name, task.getId());
    return new NewTask(task.getId());
  }

  private final class NewTask {

    private final String id;

    NewTask(String id) {
      this.id = id;
    }

    NewTask inGroup(String group) {
      tasks.addCandidateGroup(id, group);
      return this;
    }

    NewTask offeredTo(String user) {
      tasks.addCandidateUser(id, user);
      return this;
    }

    NewTask assignedTo(String user) {
      tasks.setAssignee(id, user);
      return this;
    }

    NewTask priority(int priority) {
      tasks.setPriority(id, priority);
      return this;
    }

    NewTask due(String instant) {
      Task task = tasks.createTaskQuery().taskId(id).singleResult();
      task.setDueDate(Date.from(Instant.parse(instant)));
      tasks.saveTask(task);
      return this;
    }
  }
}
