/*
 * What IMS adds to Tasklist: buttons that open the forms of a report and of a change, one readable line on each task's
 * card, a tab that shows the incident, and tasks sorted by due date.
 *
 * Tasklist starts only when every plugin was imported and rendered, so nothing here may throw: an
 * exception would leave the page blank. Text of an incident is written as text, never as HTML.
 */

/* What people start of their own accord; each is shown to those who may start it. */
const STARTS = [
  { process: 'IncidentLifecycle', label: 'Report incident', name: 'report', icon: 'bullhorn' },
  { process: 'IncidentChange', label: 'Change incident', name: 'change', icon: 'random' }
];
const SORTED_BY_DUE_DATE = JSON.stringify([{ sortBy: 'dueDate', sortOrder: 'asc' }]);

function guarded(what, action) {
  return (...args) => {
    try {
      return action(...args);
    } catch (error) {
      console.error('IMS: ' + what + ' failed', error);
      return undefined;
    }
  };
}

function element(name, className, text) {
  const created = document.createElement(name);
  created.className = className;
  if (text !== undefined) {
    created.textContent = text;
  }
  return created;
}

/* The buttons in the navigation bar */

function withStartForm(hash, process) {
  const [path, query = ''] = hash.replace(/^#/, '').split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('processStart', process);
  return '#' + (path || '/') + '?' + parameters;
}

function renderStartButton(node, { api }, start) {
  const link = element('a', 'ims-start ims-' + start.name);
  link.href = '#/?processStart=' + start.process;
  link.append(element('span', 'glyphicon glyphicon-' + start.icon), ' ' + start.label);
  // The filter and the task that are open stay open behind the form.
  link.addEventListener('click', (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      window.location.hash = withStartForm(window.location.hash, start.process);
    }
  });
  link.hidden = true;
  node.append(link);
  whenAllowed(mayStart(engineApi(api), start.process), (allowed) => (link.hidden = !allowed));
}

/* Whoever cannot be asked about sees the button: the server has the last word. */
function whenAllowed(asked, act) {
  asked.then(act, (error) => {
    console.warn('IMS: cannot ask for permission', error);
    act(true);
  });
}

function engineApi(api) {
  return api.baseApi + '/engine/' + engineName();
}

function engineName() {
  return window.location.pathname.split('/app/tasklist/')[1].split('/')[0];
}

async function ask(address, parameters) {
  const answer = await fetch(address + '?' + new URLSearchParams(parameters), {
    headers: { Accept: 'application/json' }
  });
  if (!answer.ok) {
    throw new Error(answer.status + ' for ' + address);
  }
  return answer.json();
}

async function mayStart(engineApi, process) {
  const found = await ask(engineApi + '/process-definition/count', {
    key: process,
    latest: true,
    active: true,
    startableInTasklist: true,
    startablePermissionCheck: true
  });
  return found.count > 0;
}

/* Comments and the history of a task belong to the history of the process: without the right to
   read that, Tasklist shows an empty tab and refuses every comment, so it shows neither. */
async function mayReadHistory(engineApi) {
  const check = await ask(engineApi + '/authorization/check', {
    permissionName: 'READ_HISTORY',
    resourceName: 'PROCESS_DEFINITION',
    resourceType: 6,
    resourceId: '*'
  });
  return check.authorized;
}

/* The line on a task's card */

function minutes(date) {
  const two = (number) => String(number).padStart(2, '0');
  return (
    [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-') +
    ' ' + two(date.getHours()) + ':' + two(date.getMinutes())
  );
}

/*
 * The title and the priority of the task tell the incident's number and priority, because whoever
 * may work on a task may not therefore read the incident's variables: a major incident is 150, P1 is
 * 100, P5 is 20.
 */
function renderCard(node, ignored, scope) {
  const task = scope.task;
  const number = /INC-\d{4}-\d{6,}/.exec(task.name || '');
  if (!number) {
    return;
  }
  const variables = {};
  ((task._embedded || {}).variable || []).forEach((variable) => {
    variables[variable.name] = variable.value;
  });
  const line = element('div', 'ims-card');
  const priority = { 150: 'Major', 100: 'P1', 80: 'P2', 60: 'P3', 40: 'P4', 20: 'P5' }[task.priority];
  line.append(
    priority
      ? element('span', 'ims-priority ims-' + priority.toLowerCase(), priority)
      : element('span', 'ims-priority', 'new')
  );
  line.append(element('span', 'ims-number', number[0]));
  if (task.due) {
    const due = new Date(task.due);
    line.append(
      element('span', 'ims-due' + (due.getTime() < Date.now() ? ' ims-late' : ''), 'due ' + minutes(due))
    );
  }
  const facts = [variables.service, variables.team].filter(Boolean).join(' \u00b7 ');
  if (facts) {
    line.append(element('span', 'ims-facts', facts));
  }
  node.append(line);
}

/* The tab beside the form, in a file of its own: what is wrong with that leaves Tasklist as it is. */

function renderIncident(node, context, scope) {
  import('./incident.js').then(
    guarded('the incident', (tab) => tab.renderIncident(node, context, scope, minutes)),
    (error) => {
      console.error('IMS: the incident cannot be shown', error);
      node.append(element('p', 'ims-status', 'The incident cannot be shown.'));
    }
  );
}

/* Sorted by due date until somebody sorts otherwise; Tasklist's own default is the newest first. */

function sortByDueDate() {
  window.angular.module('cam.tasklist').run([
    '$rootScope',
    '$location',
    ($rootScope, $location) => {
      $rootScope.$on(
        '$locationChangeStart',
        guarded('sorting', () => {
          const home = $location.path() === '' || $location.path() === '/';
          if (home && !$location.search().sorting) {
            $location.search('sorting', SORTED_BY_DUE_DATE).replace();
          }
        })
      );
    }
  ]);
}

/*
 * Forms with a list of rows. Tasklist 7.24 keeps its Complete button disabled while the form reports
 * any error, and form-js 1.8 leaves an empty entry among the errors for each field of a row that was
 * touched: the button would stay disabled for ever. Saving a draft checks the whole form anew, so that
 * is done for a person who has changed such a form and leaves its fields by pointer or keyboard. A
 * form that is really incomplete then shows what it lacks; the server checks everything in any case.
 */
let changedRows = false;

function noteChange(event) {
  const form = event.target.closest && event.target.closest('.fjs-form');
  if (form && form.querySelector('.fjs-repeat-row-container')) {
    changedRows = true;
  }
}

function checkAnew(event) {
  if (!changedRows || !event.target.closest || event.target.closest('.fjs-form, .fjs-dropdownlist')) {
    return;
  }
  const complete = document.querySelector('button[ng-click="complete()"]');
  const save = document.querySelector('button[ng-click="save($event)"]');
  if (complete && complete.disabled && save && !save.disabled) {
    changedRows = false;
    save.click();
  }
}

['input', 'click'].forEach((type) =>
  document.addEventListener(type, guarded('noting a change', noteChange), true)
);
['pointerover', 'focusin'].forEach((type) =>
  document.addEventListener(type, guarded('checking a form anew', checkAnew), true)
);

guarded('sorting', sortByDueDate)();

function hideHistory({ api }) {
  whenAllowed(mayReadHistory(engineApi(api)), (allowed) =>
    document.body.classList.toggle('ims-without-history', !allowed)
  );
}

export default [
  ...STARTS.map((start, index) => ({
    id: 'ims-' + start.name + '-incident',
    pluginPoint: 'tasklist.navbar.action',
    priority: 200 - index,
    render: guarded(start.label, (node, context) => {
      renderStartButton(node, context, start);
      if (index === 0) {
        hideHistory(context);
      }
    })
  })),
  {
    id: 'ims-incident',
    pluginPoint: 'tasklist.task.detail',
    priority: -100,
    properties: { label: 'Incident' },
    render: guarded('the incident', renderIncident)
  },
  {
    id: 'ims-card',
    pluginPoint: 'tasklist.card',
    priority: 300,
    render: guarded('a task card', renderCard)
  }
];
