/*
 * One incident as it is on record: what it is, the processes that ran for it, and its story. Reads, and changes nothing.
 */

import { ROOT, ask, element, failure, guarded, minutes, time, words } from './shared.js';

/*
 * The sections of the page, in their order; a module that has something to tell of an incident adds its own when it is
 * imported. `render` gets the place for its content and the incident as the API tells it, and may be asynchronous; what
 * it throws is shown in its place and leaves the other sections alone. Answers null to leave the section out.
 */
export const SECTIONS = [
  { id: 'facts', title: 'Facts', order: 10, render: facts },
  { id: 'processes', title: 'Processes', order: 20, render: processes },
  { id: 'dossier', title: 'Dossier', order: 30, render: dossier },
  { id: 'timeline', title: 'Timeline', order: 90, render: timeline }
];

function incidentLinks(numbers) {
  if (!numbers || numbers.length === 0) {
    return undefined;
  }
  return element(
    'span',
    null,
    ...numbers.flatMap((number, index) => {
      const link = element('a', null, number);
      link.href = '#/ims/incident/' + encodeURIComponent(number);
      return index > 0 ? [', ', link] : [link];
    })
  );
}

/* What it is */

function facts(place, incident) {
  const at = incident.timestamps || {};
  const due = incident.due || {};
  const because = incident.priorityBecause || {};
  const list = element('dl', 'ims-record');
  const tell = (label, value) => {
    if (value !== undefined && value !== null && value !== '') {
      list.append(element('div', null, element('dt', null, label), element('dd', null, value)));
    }
  };
  tell('State', words(incident.state));
  tell('Priority', incident.priority);
  tell('Impact', because.impact && because.impact + ': ' + because.impactBecause);
  tell('Urgency', because.urgency && because.urgency + ': ' + because.urgencyBecause);
  tell('Overridden because', because.overrideReason);
  tell('Confirmed by', because.confirmedBy);
  tell('Service', incident.service);
  tell('Reporter', incident.reporter);
  tell('Came in by', words(incident.source));
  tell('Team', incident.team && incident.team + (incident.teamBecause ? ': ' + incident.teamBecause : ''));
  tell('Responder', incident.responder);
  tell('Major incident', incident.major === 'NONE' ? undefined : words(incident.major));
  tell('Commander', incident.commander);
  tell('Restricted', incident.restricted ? 'Yes, kept to those concerned' : undefined);
  tell('Exercise', incident.drill ? 'Yes' : undefined);
  tell('Occurred', time(at.occurredAt));
  tell('Noticed', time(at.noticedAt));
  tell('Became aware', time(at.awareAt));
  tell('Reported', time(at.openedAt));
  tell('Acknowledged', time(at.acknowledgedAt));
  tell('Responded', time(at.respondedAt));
  tell('Contained', time(at.containedAt));
  tell('Recovered', time(at.recoveredAt));
  tell('Resolution due', time(due.resolve));
  tell('Resolved', time(at.resolvedAt));
  tell('Verified', time(at.verifiedAt));
  tell('Closed', time(at.closedAt));
  tell('Ended because', incident.endReason);
  tell('Root cause', incident.rootCauseCode);
  tell('Reopened', incident.reopenCount > 0 ? incident.reopenCount + ' times' : undefined);
  tell('Part of', incidentLinks(incident.parent && [incident.parent]));
  tell('Has as parts', incidentLinks(incident.children));
  tell('Duplicate of', incidentLinks(incident.duplicateOf && [incident.duplicateOf]));
  tell('Duplicates', incidentLinks(incident.duplicates));
  tell('Came back from', incidentLinks(incident.followUpOf && [incident.followUpOf]));
  place.append(element('p', 'ims-description', incident.description), list);
}

/* The processes, each below the one that called it */

function inOrder(runs) {
  const known = new Set(runs.map((run) => run.id));
  const ordered = [];
  const add = (run, depth) => {
    ordered.push({ ...run, depth });
    runs.filter((other) => other.calledBy === run.id).forEach((other) => add(other, depth + 1));
  };
  runs.filter((run) => !known.has(run.calledBy)).forEach((run) => add(run, 0));
  return ordered;
}

const STATES = {
  ACTIVE: 'Running',
  SUSPENDED: 'Suspended',
  COMPLETED: 'Completed',
  EXTERNALLY_TERMINATED: 'Ended from outside',
  INTERNALLY_TERMINATED: 'Ended by the process'
};

async function processes(place, incident) {
  const runs = inOrder(await ask('/api/incidents/' + encodeURIComponent(incident.number) + '/processes'));
  if (runs.length === 0) {
    place.append(element('p', 'ims-nothing', 'The engine knows no process of it: none ran, or its history is over.'));
    return;
  }
  const rows = runs.map((run) => {
    const link = element('a', null, run.name || run.process);
    link.href = '#/process-instance/' + encodeURIComponent(run.id) + '/history';
    const name = element('td', null, link);
    name.style.paddingInlineStart = 5 + run.depth * 20 + 'px';
    return element(
      'tr',
      null,
      name,
      element('td', null, String(run.version)),
      element('td', null, run.depth > 0 ? 'Called' : run.process === 'IncidentLifecycle' ? 'Lifecycle' : 'Beside it'),
      element('td', null, time(run.startedAt)),
      element('td', null, time(run.endedAt)),
      element('td', null, STATES[run.state] || run.state)
    );
  });
  const heads = ['Process', 'Version', 'Part', 'Started', 'Ended', 'State'].map((label) => {
    const cell = element('th', null, label);
    cell.scope = 'col';
    return cell;
  });
  place.append(
    element(
      'div',
      'ims-scroll',
      element(
        'table',
        'table table-condensed ims-table',
        element('caption', 'sr-only', 'Processes of ' + incident.number),
        element('thead', null, element('tr', null, ...heads)),
        element('tbody', null, ...rows)
      )
    )
  );
}

/* Everything on record, to take away, and whether it is as it was written */

function download(incident, ending, label) {
  const link = element('a', 'btn btn-default btn-sm', label);
  link.href = ROOT + '/api/incidents/' + encodeURIComponent(incident.number) + '/dossier.' + ending;
  link.setAttribute('download', '');
  return link;
}

async function dossier(place, incident) {
  let found;
  let refused;
  try {
    found = await ask('/api/journal/verification', { incident: incident.number });
  } catch (error) {
    if (error.status === 403) {
      // Nor is the dossier for whoever may not ask this.
      return null;
    }
    refused = error;
  }
  place.append(
    element(
      'p',
      'ims-tools',
      download(incident, 'pdf', 'Dossier (PDF)'),
      download(incident, 'zip', 'Dossier (ZIP)'),
      element('span', null, 'Taking one is on record. The file proves itself: java -jar ims.jar --verify=<file>')
    )
  );
  if (refused) {
    place.append(element('p', 'ims-nothing', refused.message));
    return undefined;
  }
  const list = element('dl', 'ims-record');
  const tell = (label, value) =>
    list.append(element('div', null, element('dt', null, label), element('dd', null, String(value))));
  tell('Journal', found.intact ? 'Intact' : 'Altered');
  tell('Entries', found.entries + (found.unsealed > 0 ? ', ' + found.unsealed + ' not yet under a checkpoint' : ''));
  if (found.trusted) {
    tell('Checkpoint', found.trusted.n + ' of ' + minutes(new Date(found.trusted.at)));
    tell('Digest of the checkpoint', found.trusted.digest);
    tell('Key that signed it', found.trusted.key);
  }
  place.append(list);
  if (!found.intact) {
    const box = element(
      'ul',
      'ims-failure',
      ...found.findings.map((finding) => element('li', null, (finding.seq ? 'Entry ' + finding.seq + ': ' : '') + finding.what))
    );
    box.setAttribute('role', 'alert');
    place.append(box);
  }
  return undefined;
}

/* The story: its newest part, and what came before on demand. */

const PART = 200;

function told(entry) {
  return element(
    'li',
    null,
    element('div', 'ims-when', time(entry.at), ' ', element('span', null, entry.actor)),
    element('div', 'ims-what', entry.text)
  );
}

async function timeline(place, incident) {
  const path = '/api/incidents/' + encodeURIComponent(incident.number) + '/timeline';
  const entries = await ask(path, { limit: PART });
  if (entries.length === 0) {
    place.append(element('p', 'ims-nothing', 'Nothing is on record yet.'));
    return;
  }
  const list = element('ol', 'ims-timeline', ...entries.map(told));
  let first = entries[0];
  const more = element('button', 'btn btn-default', 'Show what came before');
  more.type = 'button';
  more.hidden = entries.length < PART;
  more.addEventListener(
    'click',
    guarded('the earlier story', async () => {
      more.disabled = true;
      try {
        const earlier = await ask(path, { limit: PART, before: first.at });
        list.prepend(...earlier.map(told));
        more.hidden = earlier.length < PART;
        first = earlier[0] || first;
      } catch (error) {
        place.append(failure(error));
      } finally {
        more.disabled = false;
      }
    })
  );
  place.append(more, list);
}

/* The page */

function asked() {
  return decodeURIComponent(window.location.hash.slice(1).split('?')[0].split('/')[3] || '');
}

async function drawSection(section, page, incident) {
  const heading = element('h2', null, section.title);
  heading.id = 'ims-section-' + section.id;
  const place = element('div');
  const box = element('section', 'ims-section', heading, place);
  box.setAttribute('aria-labelledby', heading.id);
  page.append(box);
  try {
    if ((await section.render(place, incident)) === null) {
      box.remove();
    }
  } catch (error) {
    console.error('IMS: ' + section.title + ' cannot be shown', error);
    place.replaceChildren(failure(error));
  }
}

async function show(page) {
  const number = asked();
  const back = element('a', null, 'All incidents');
  back.href = '#/ims/incidents';
  const title = element('h1', null, number);
  page.append(element('p', 'ims-back', back), title);
  document.title = 'IMS Cockpit | ' + number;
  try {
    const incident = await ask('/api/incidents/' + encodeURIComponent(number));
    title.textContent = incident.number + ' - ' + incident.title;
    const sections = [...SECTIONS].sort((one, other) => (one.order || 50) - (other.order || 50));
    await Promise.all(sections.map((section) => drawSection(section, page, incident)));
  } catch (error) {
    page.append(failure(error));
  }
}

export default [
  {
    id: 'ims-incident',
    pluginPoint: 'cockpit.route',
    priority: 0,
    properties: { path: '/ims/incident/:number' },
    render: guarded('the page of an incident', (node) => {
      if (node) {
        const page = element('main', 'ims-page');
        node.append(page);
        page.setAttribute('aria-busy', 'true');
        show(page).finally(() => page.removeAttribute('aria-busy'));
      }
    })
  }
];
