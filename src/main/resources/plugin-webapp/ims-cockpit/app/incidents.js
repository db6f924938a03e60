/*
 * All incidents, as an auditor looks for them. The address holds everything that was chosen - filter, order, page and
 * columns, in the words of the API - so that it can be sent to somebody else. Reads, and changes nothing.
 */

import { ROOT, ask, element, failure, guarded, minutes, refusal, time, words } from './shared.js';

export const PATH = '/ims/incidents';

const SIZE = 50;
const DEFAULT_SORT = 'openedAt,desc';

const STATES = [
  'REPORTED', 'TRIAGE', 'AWAITING_INFO', 'ASSESSED', 'RESPONDING', 'CONTAINED', 'RECOVERING', 'ON_HOLD', 'RESOLVED',
  'REVIEW', 'IMPROVING', 'CLOSED', 'REJECTED', 'DUPLICATE', 'CANCELLED'
];
const PRIORITIES = ['P1', 'P2', 'P3', 'P4', 'P5'];
const MAJOR = [['', 'Any'], ['ACCEPTED', 'Accepted'], ['CANDIDATE', 'Candidate'], ['DEMOTED', 'Demoted'], ['NONE', 'None']];
const YES_NO = [['', 'Any'], ['true', 'Yes'], ['false', 'No']];
const DRILLS = [['', 'Left out'], ['all', 'Too'], ['true', 'Only']];

/* What filters the list; the rest of the address is how it is shown. */
const FILTERS = [
  'text', 'state', 'priority', 'service', 'person', 'processVersion', 'major', 'restricted', 'drill', 'openedFrom',
  'openedTo', 'closedFrom', 'closedTo'
];

/* Columns by the API's name: label, what is shown, and whether the list can be sorted by it. */
const COLUMNS = {
  number: { label: 'Number', sorted: 'asc', show: (incident) => incidentLink(incident) },
  title: { label: 'Title', show: (incident) => incident.title },
  state: { label: 'State', sorted: 'asc', show: (incident) => words(incident.state) },
  priority: { label: 'Priority', sorted: 'asc', show: (incident) => incident.priority },
  service: { label: 'Service', show: (incident) => incident.service },
  team: { label: 'Team', show: (incident) => incident.team },
  reporter: { label: 'Reporter', show: (incident) => incident.reporter },
  responder: { label: 'Responder', show: (incident) => incident.responder },
  major: { label: 'Major', show: (incident) => (incident.major === 'NONE' ? '' : words(incident.major)) },
  restricted: { label: 'Restricted', show: (incident) => (incident.restricted ? 'Yes' : '') },
  drill: { label: 'Exercise', show: (incident) => (incident.drill ? 'Yes' : '') },
  openedAt: { label: 'Reported', sorted: 'desc', show: (incident) => time(incident.openedAt) },
  resolveDue: { label: 'Resolution due', sorted: 'asc', show: (incident) => time(incident.resolveDue) },
  resolvedAt: { label: 'Resolved', show: (incident) => time(incident.resolvedAt) },
  closedAt: { label: 'Closed', sorted: 'desc', show: (incident) => time(incident.closedAt) },
  processVersion: { label: 'Process version', show: (incident) => incident.processVersion }
};
const DEFAULT_COLUMNS = ['number', 'title', 'state', 'priority', 'service', 'responder', 'openedAt', 'closedAt'];

/* A change of the address draws the page anew; this is where the person was before. */
let focused = null;

/* The services hardly change while somebody searches. */
let services = null;

function incidentLink(incident) {
  const link = element('a', null, incident.number);
  link.href = '#/ims/incident/' + encodeURIComponent(incident.number);
  return link;
}

/* The address */

function chosen() {
  return new URLSearchParams(window.location.hash.split('?')[1] || '');
}

function address(parameters) {
  const text = parameters.toString();
  return '#' + PATH + (text ? '?' + text : '');
}

function changed(changes) {
  const parameters = chosen();
  Object.entries(changes).forEach(([name, value]) => {
    if (value === null || value === undefined || value === '') {
      parameters.delete(name);
    } else {
      parameters.set(name, value);
    }
  });
  return parameters;
}

function go(parameters) {
  window.location.hash = address(parameters);
}

function filterOf(parameters) {
  const filter = {};
  FILTERS.forEach((name) => {
    const value = parameters.get(name);
    if (value) {
      filter[name] = value;
    }
  });
  filter.sort = parameters.get('sort') || DEFAULT_SORT;
  return filter;
}

function columnsOf(parameters) {
  const named = (parameters.get('columns') || '').split(',').filter((name) => COLUMNS[name]);
  return named.length > 0 ? named : DEFAULT_COLUMNS;
}

/* The form */

function labelled(label, control) {
  control.classList.add('form-control');
  return element('label', 'ims-field', element('span', null, label), control);
}

function input(name, type, parameters, properties = {}) {
  const control = element('input');
  Object.assign(control, { type, name, value: parameters.get(name) || '', autocomplete: 'off' }, properties);
  return control;
}

function select(name, options, parameters) {
  const control = element('select');
  control.name = name;
  options.forEach(([value, label]) => control.append(new Option(label, value)));
  const value = parameters.get(name) || '';
  if (value && !options.some(([known]) => known === value)) {
    control.append(new Option(value, value));
  }
  control.value = value;
  return control;
}

/* Several of a few, behind one line that says which. */
function several(name, label, all, parameters, show) {
  const value = (parameters.get(name) || '').split(',').filter(Boolean);
  const summary = element('summary', 'form-control');
  const say = (which) => (summary.textContent = which.length > 0 ? which.map(show).join(', ') : 'Any');
  const boxes = all.map((each) => {
    const box = element('input');
    Object.assign(box, { type: 'checkbox', name, value: each, checked: value.includes(each) });
    return element('label', null, box, ' ' + show(each));
  });
  const group = element('div', 'ims-several', ...boxes);
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', label);
  group.addEventListener('change', () =>
    say([...group.querySelectorAll('input:checked')].map((box) => box.value))
  );
  summary.setAttribute('aria-label', label + ': ' + (value.length > 0 ? value.map(show).join(', ') : 'any'));
  say(value);
  const details = element('details', null, summary, group);
  details.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && details.open) {
      details.open = false;
      summary.focus();
    }
  });
  details.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !details.contains(event.relatedTarget)) {
      details.open = false;
    }
  });
  return element('div', 'ims-field', element('span', null, label), details);
}

/* Days are the browser's; the address holds instants, which mean the same to everybody. */
function day(name, parameters) {
  const value = parameters.get(name);
  const known = value && !Number.isNaN(Date.parse(value));
  const control = input(name, 'date', parameters);
  control.value = known ? minutes(new Date(value)).slice(0, 10) : '';
  return control;
}

function instantOf(name, value) {
  if (!value) {
    return '';
  }
  return new Date(value + (name.endsWith('To') ? 'T23:59:59.999' : 'T00:00:00')).toISOString();
}

function read(form) {
  const fields = new FormData(form);
  const changes = { page: null };
  FILTERS.forEach((name) => {
    const values = fields.getAll(name).map((value) => value.trim()).filter(Boolean);
    changes[name] = /^(opened|closed)(From|To)$/.test(name) ? instantOf(name, values[0]) : values.join(',');
  });
  return changes;
}

function searchForm(parameters) {
  const form = element(
    'form',
    'ims-search',
    labelled('Text or number', input('text', 'search', parameters, { maxLength: 200 })),
    several('state', 'State', STATES, parameters, words),
    several('priority', 'Priority', PRIORITIES, parameters, (priority) => priority),
    labelled('Service', select('service', [['', 'Any'], ...(services || [])], parameters)),
    labelled('Person (login)', input('person', 'text', parameters, { maxLength: 255 })),
    labelled('Process version', input('processVersion', 'number', parameters, { min: 1, step: 1 })),
    labelled('Reported from', day('openedFrom', parameters)),
    labelled('Reported to', day('openedTo', parameters)),
    labelled('Closed from', day('closedFrom', parameters)),
    labelled('Closed to', day('closedTo', parameters)),
    labelled('Major incident', select('major', MAJOR, parameters)),
    labelled('Restricted', select('restricted', YES_NO, parameters)),
    labelled('Exercises', select('drill', DRILLS, parameters))
  );
  form.setAttribute('role', 'search');
  form.setAttribute('aria-label', 'Incidents');
  const search = element('button', 'btn btn-primary', 'Search');
  search.type = 'submit';
  search.id = 'ims-search-button';
  const clear = element('a', 'btn btn-default', 'Clear');
  const kept = new URLSearchParams();
  ['columns', 'sort'].filter((name) => parameters.has(name)).forEach((name) => kept.set(name, parameters.get(name)));
  clear.href = address(kept);
  form.append(element('div', 'ims-search-do', search, clear));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    focused = document.activeElement?.name ? { name: document.activeElement.name } : { id: search.id };
    const asked = changed(read(form));
    // Cockpit writes the address in another way than we do.
    if (asked.toString() === chosen().toString()) {
      // The same question again: there may be a new answer.
      show(form.closest('.ims-page'));
    } else {
      go(asked);
    }
  });
  return form;
}

/* Which columns: a change takes effect at once. */
function columnChoice(columns, opened) {
  const boxes = Object.entries(COLUMNS)
    .filter(([name]) => name !== 'number')
    .map(([name, column]) => {
      const box = element('input');
      Object.assign(box, { type: 'checkbox', value: name, checked: columns.includes(name), id: 'ims-column-' + name });
      return element('label', null, box, ' ' + column.label);
    });
  const group = element('div', 'ims-several', ...boxes);
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', 'Columns');
  const details = element('details', 'ims-columns', element('summary', 'btn btn-default', 'Columns'), group);
  details.open = opened;
  group.addEventListener('change', (event) => {
    const wanted = [...group.querySelectorAll('input:checked')].map((box) => box.value);
    focused = { id: event.target.id, columns: true };
    go(changed({ columns: ['number', ...wanted].join(',') }));
  });
  details.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      details.open = false;
      details.firstElementChild.focus();
    }
  });
  return details;
}

/* The list */

function head(name, sort) {
  const column = COLUMNS[name];
  const cell = element('th');
  cell.scope = 'col';
  if (!column.sorted) {
    cell.append(column.label);
    return cell;
  }
  const [by, direction] = sort.split(',');
  const up = by === name && direction !== 'desc';
  const button = element('button', 'ims-sort', column.label);
  button.type = 'button';
  button.id = 'ims-sort-' + name;
  if (by === name) {
    cell.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const arrow = element('span', 'glyphicon glyphicon-chevron-' + (up ? 'up' : 'down'));
    arrow.setAttribute('aria-hidden', 'true');
    button.append(' ', arrow);
  }
  button.addEventListener('click', () => {
    const next = by !== name ? column.sorted : up ? 'desc' : 'asc';
    focused = { id: button.id };
    go(changed({ sort: name + ',' + next, page: null }));
  });
  cell.append(button);
  return cell;
}

function table(found, columns, sort) {
  const rows = found.items.map((incident) =>
    element(
      'tr',
      null,
      ...columns.map((name) => element('td', 'ims-cell-' + name, COLUMNS[name].show(incident)))
    )
  );
  return element(
    'div',
    'ims-scroll',
    element(
      'table',
      'table table-condensed table-hover ims-table',
      element('caption', 'sr-only', 'Incidents that were found'),
      element('thead', null, element('tr', null, ...columns.map((name) => head(name, sort)))),
      element('tbody', null, ...rows)
    )
  );
}

function summary(found) {
  if (found.items.length === 0) {
    return found.page === 0 ? 'No incident was found.' : 'There is nothing on this page.';
  }
  const first = found.page * found.size + 1;
  const last = first + found.items.length - 1;
  const all = found.countIsMore ? 'more than ' + found.count.toLocaleString('en') : String(found.count);
  return 'Incidents ' + first + ' to ' + last + ' of ' + all;
}

function pages(found) {
  const link = (label, page, id, possible) => {
    const step = element('a', 'btn btn-default', label);
    step.id = id;
    if (possible) {
      step.href = address(changed({ page: page || null }));
      step.addEventListener('click', () => (focused = { id }));
    } else {
      step.setAttribute('aria-disabled', 'true');
      step.classList.add('disabled');
    }
    return step;
  };
  const navigation = element(
    'nav',
    'ims-pages',
    link('Previous', found.page - 1, 'ims-previous', found.page > 0),
    link('Next', found.page + 1, 'ims-next', found.hasMore)
  );
  navigation.setAttribute('aria-label', 'Pages');
  return navigation;
}

/* The file is fetched rather than linked, so that a refusal can be read here. */
function exportButton(parameters, place) {
  const button = element('button', 'btn btn-default ims-export', 'Export as CSV');
  button.type = 'button';
  button.addEventListener('click', async () => {
    button.disabled = true;
    place.replaceChildren();
    try {
      const answer = await fetch(ROOT + '/api/incidents.csv?' + new URLSearchParams(filterOf(parameters)), {
        headers: { 'X-Requested-With': 'XMLHttpRequest' },
        credentials: 'same-origin'
      });
      if (!answer.ok) {
        throw await refusal(answer, '/api/incidents.csv');
      }
      const file = element('a');
      file.href = URL.createObjectURL(await answer.blob());
      file.download = 'incidents.csv';
      file.click();
      URL.revokeObjectURL(file.href);
    } catch (error) {
      place.replaceChildren(failure(error));
    } finally {
      button.disabled = false;
    }
  });
  return button;
}

function find(parameters) {
  return ask('/api/incidents', {
    ...filterOf(parameters),
    size: SIZE,
    count: true,
    page: parameters.get('page')
  });
}

/*
 * Only what was drawn for the question that the person asked last gives the focus back: an answer
 * that was still on its way then, and a page that is gone by now, leave that to it.
 */
function focusAgain(page, before) {
  if (!before || before !== focused || !page.isConnected) {
    return;
  }
  focused = null;
  if (!page.contains(document.activeElement)) {
    page.querySelector(before.id ? '#' + before.id : '[name="' + before.name + '"]')?.focus();
  }
}

async function show(page) {
  const before = focused;
  const parameters = chosen();
  const told = element('p', 'ims-told', 'Searching…');
  told.setAttribute('role', 'status');
  page.setAttribute('aria-busy', 'true');
  if (!services) {
    try {
      services = (await ask('/api/services', { state: 'all' })).map((service) => [service.key, service.name]);
    } catch (error) {
      console.error('IMS: the services cannot be had', error);
    }
  }
  const columns = columnsOf(parameters);
  const place = element('div');
  page.replaceChildren(element('h1', null, 'Incidents'), searchForm(parameters), told, place);
  try {
    const found = await find(parameters);
    told.textContent = summary(found);
    const trouble = element('div');
    place.append(
      element('div', 'ims-tools', told, columnChoice(columns, Boolean(before?.columns)), exportButton(parameters, trouble)),
      trouble,
      table(found, columns, filterOf(parameters).sort),
      pages(found)
    );
  } catch (error) {
    told.textContent = '';
    place.append(failure(error));
  }
  page.removeAttribute('aria-busy');
  focusAgain(page, before);
}

function open(node) {
  const page = element('main', 'ims-page');
  node.append(page);
  document.title = 'IMS Cockpit | Incidents';
  show(page).catch((error) => page.append(failure(error)));
}

export default [
  {
    id: 'ims-incidents-link',
    pluginPoint: 'cockpit.navigation',
    priority: 110,
    properties: { label: 'Incidents', pagePath: '#' + PATH },
    checkActive: (url) => url.includes('#/ims/incident'),
    render: guarded('the link to the incidents', (node) => {
      if (node) {
        const link = element('a', null, 'Incidents');
        link.href = '#' + PATH;
        node.append(link);
      }
    })
  },
  {
    id: 'ims-incidents',
    pluginPoint: 'cockpit.route',
    priority: 0,
    properties: { path: PATH },
    render: guarded('the page of incidents', (node) => {
      if (node) {
        open(node);
      }
    })
  }
];
