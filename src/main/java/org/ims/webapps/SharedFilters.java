package org.ims.webapps;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes Tasklist's shared filters at each start, recognised by their names, and lets their groups
 * read them. The code is the truth: what was changed by hand is set back, because a saved filter
 * may hold expressions and is trusted. A filter of one's own belongs under another name.
 */
@Component
class SharedFilters {

  /** Any constant will do; it tells this lock from others in the database. */
  private static final long LOCK = 0x1A5F11E5L;

  private final FilterService filters;
  private final TaskService tasks;
  private final AuthorizationService authorizations;
  private final JdbcTemplate database;

  SharedFilters(
      FilterService filters,
      TaskService tasks,
      AuthorizationService authorizations,
      JdbcTemplate database) {
    this.filters = filters;
    this.tasks = tasks;
    this.authorizations = authorizations;
    this.database = database;
  }

  @EventListener(ApplicationStartedEvent.class)
  @Transactional
  public void create() {
    // Two nodes that start together would otherwise each make a set: names are not unique.
    database.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
    for (SharedFilter shared : SharedFilter.values()) {
      Filter filter = filters.createTaskFilterQuery().filterName(shared.label).singleResult();
      if (filter == null) {
        filter = filters.newTaskFilter(shared.label);
      }
      filter.setProperties(shared.properties());
      filter.setQuery(shared.query(tasks.createTaskQuery()));
      filters.saveFilter(filter);
      for (String group : shared.readers) {
        allowReading(filter, group);
      }
    }
  }

  private void allowReading(Filter filter, String group) {
    Authorization grant =
        authorizations
            .createAuthorizationQuery()
            .authorizationType(Authorization.AUTH_TYPE_GRANT)
            .groupIdIn(group)
            .resourceType(Resources.FILTER)
            .resourceId(filter.getId())
            .singleResult();
    if (grant == null) {
      grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
      grant.setGroupId(group);
      grant.setResource(Resources.FILTER);
      grant.setResourceId(filter.getId());
    }
    if (!grant.isPermissionGranted(Permissions.READ)) {
      grant.addPermission(Permissions.READ);
      authorizations.saveAuthorization(grant);
    }
  }
}
