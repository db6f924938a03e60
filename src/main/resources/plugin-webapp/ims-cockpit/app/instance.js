/*
 * What an instance of a process did, running or finished: Cockpit's community edition has no page for it.
 * Reads, and changes nothing.
 */

import { ask, element, failure, guarded } from './shared.js';
import { duration, engine, engineText, instant, list, seconds, text } from './engine.js';
import { badge, draw, structure, words } from './diagram.js';
import { decisions, drawTable, ruleInWords } from './tables.js';
import { compareModels, compareTables } from './comparison.js';
import { LOGIN } from './rights.js';

const VIEWS = [
  ['diagram', 'Diagram', showDiagram],
  ['activities', 'Activities', showActivities],
  ['decisions', 'Decisions', showDecisions],
  ['variables', 'Variables', showVariables],
  ['people', 'People', showPeople],
  ['jobs', 'Jobs and failures', showJobs],
  ['comparison', "Compare with today's version", showComparison]
];

const BODY = '#multiInstanceBody';

/* Milliseconds between two steps of a replay: one of fifty steps takes half a minute. */
const PACE = 600;

/* What was read, kept while a person goes from view to view of one instance; another person begins anew. */
let known = { id: null };

window.addEventListener(LOGIN, () => {
  known = { id: null };
});

function address(id, view) {
  return '#/process-instance/' + encodeURIComponent(id) + '/history' + (view ? '?view=' + view : '');
}

function link(href, content) {
  const anchor = element('a', null, content);
  anchor.href = href;
  return anchor;
}

/* The instance's id and the view that the address asks for. */
function asked() {
  const [path, query] = window.location.hash.slice(1).split('?');
  const wanted = new URLSearchParams(query || '').get('view');
  return {
    id: decodeURIComponent(path.split('/')[2] || ''),
    view: VIEWS.find(([name]) => name === wanted) || VIEWS[0]
  };
}

/* Reads something of an instance once. */
function once(data, name, read) {
  if (!data[name]) {
    data[name] = read().catch((error) => {
      delete data[name];
      throw error;
    });
  }
  return data[name];
}

async function read(id) {
  // Asked first and always: what belongs to a restricted incident is not even asked for.
  const mine = await ask('/api/process-instances/' + encodeURIComponent(id));
  if (known.id === id && !known.running) {
    return known;
  }
  const process = await engine('/history/process-instance/' + encodeURIComponent(id));
  const [definition, xml, activities] = await Promise.all([
    engine('/process-definition/' + process.processDefinitionId),
    engine('/process-definition/' + process.processDefinitionId + '/xml'),
    list('/history/activity-instance', { processInstanceId: id, sortBy: 'occurrence', sortOrder: 'asc' })
  ]);
  known = {
    id,
    incident: mine.incident,
    process,
    definition,
    xml: xml.bpmn20Xml,
    activities: activities.filter((activity) => !activity.activityId.endsWith(BODY)),
    cut: activities.cut,
    running: !process.endTime
  };
  known.model = structure(known.xml);
  return known;
}

function nameOf(data, activityId) {
  const node = activityId && data.model.nodes.get(activityId);
  return node ? node.name : activityId || '';
}

function table(captionText, titles, rows, nothing) {
  if (rows.length === 0) {
    return element('p', 'ims-nothing', nothing);
  }
  const head = element('tr', null, ...titles.map((title) => {
    const cell = element('th', null, title);
    cell.scope = 'col';
    return cell;
  }));
  const lines = rows.map((cells) =>
    element('tr', null, ...cells.map((cell) => element('td', null, cell === null || cell === undefined ? '' : cell)))
  );
  const drawn = element(
    'table',
    'table ims-table',
    element('caption', null, captionText),
    element('thead', null, head),
    element('tbody', null, ...lines)
  );
  const box = element('div', 'ims-scroll', drawn);
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', captionText);
  return box;
}

function when(text) {
  const date = instant(text);
  return date ? seconds(date) : '';
}

/* The same as a cell of its own, which is not broken into lines. */
function moment(text) {
  return element('time', null, when(text));
}

/* How long an activity took, or has taken until now. */
function took(activity) {
  return activity.endTime
    ? duration(activity.durationInMillis)
    : duration(Math.max(0, Date.now() - instant(activity.startTime))) + ' so far';
}

function called(activity) {
  return activity.calledProcessInstanceId
    ? link(address(activity.calledProcessInstanceId), 'Open the called process')
    : null;
}

// The diagram

/*
 * By which flow each activity was reached. The engine does not write that down: it was the one whose source
 * ended last before the activity began.
 */
function flowsTaken(data) {
  const steps = data.activities.map((activity, at) => ({
    activity,
    at,
    start: instant(activity.startTime).getTime(),
    end: activity.endTime ? instant(activity.endTime).getTime() : Infinity
  }));
  const times = new Map();
  steps.forEach((step) => {
    const id = step.activity.activityId;
    times.set(id, [...(times.get(id) || []), step]);
  });
  return steps.map((step) => {
    const node = data.model.nodes.get(step.activity.activityId);
    let best = null;
    ((node && node.incoming) || []).forEach((flow) => {
      (times.get(flow.source) || []).forEach((source) => {
        if (
          source.at < step.at &&
          source.end <= step.start &&
          !source.activity.canceled &&
          (!best || source.end > best.end || (source.end === best.end && source.at > best.at))
        ) {
          best = { flow: flow.id, end: source.end, at: source.at };
        }
      });
    });
    return best && best.flow;
  });
}

/* What happened one after the other: an activity begins, an activity ends. */
function happenings(data) {
  const all = [];
  data.activities.forEach((activity, at) => {
    all.push({ time: instant(activity.startTime).getTime(), at, begins: true, activity });
    if (activity.endTime) {
      all.push({ time: instant(activity.endTime).getTime(), at, begins: false, activity });
    }
  });
  return all.sort((one, other) => one.time - other.time || one.at - other.at || (one.begins ? -1 : 1));
}

function paint(registry, classes, painted) {
  painted.forEach((name, id) => classes.get(id) === name || registry.removeCssClasses(id, name));
  classes.forEach((name, id) => painted.get(id) === name || registry.addCssClasses(id, name));
}

async function showDiagram(data, place, life) {
  const box = element('div', 'ims-diagram');
  const legend = element('p', 'ims-legend');
  [
    ['ims-key-passed', 'passed'],
    ['ims-key-current', 'entered, not left yet'],
    ['ims-key-cancelled', 'cancelled']
  ].forEach(([className, label]) => legend.append(element('span', 'ims-key ' + className), label + ' '));
  legend.append('– top right: how often; bottom: how long it took the last time. The flows are derived from the order of what was passed.');

  const step = element('input');
  step.type = 'range';
  step.min = 1;
  step.id = 'ims-step';
  const play = element('button', 'btn btn-default', 'Play');
  play.type = 'button';
  const label = element('label', null, 'Replay');
  label.htmlFor = step.id;
  const told = element('output', 'ims-told');
  told.htmlFor = step.id;
  const replay = element('div', 'ims-replay', play, label, step, told);
  place.replaceChildren(replay, box, legend);

  const registry = await draw(box, data.xml, data.definition.name + ', the path taken; the same is told under Activities');
  if (life.over) {
    return;
  }
  const drawn = new Set(
    [...data.model.nodes.keys(), ...data.model.flows.map((flow) => flow.id)].filter(
      (id) => registry.getModelElementsByIds(id).length > 0
    )
  );

  // Times and repeats
  const visits = new Map();
  data.activities.forEach((activity) => {
    visits.set(activity.activityId, [...(visits.get(activity.activityId) || []), activity]);
  });
  visits.forEach((times, id) => {
    if (drawn.has(id)) {
      const kind = data.model.nodes.get(id).kind;
      badge(registry, id, 'top-right', times.length + '×');
      const last = times[times.length - 1];
      if (!/Gateway|[eE]vent$/.test(kind) && (last.durationInMillis >= 1000 || !last.endTime)) {
        badge(registry, id, 'bottom-center', took(last), 'light');
      }
    }
  });

  // The replay
  const flows = flowsTaken(data);
  const all = happenings(data);
  const begins = all.map((happening, at) => (happening.begins ? at : -1)).filter((at) => at >= 0);
  // The last step is what is known at the end.
  const ends = [...begins, all.length - 1];
  step.max = Math.max(1, ends.length);
  let painted = new Map();
  const show = () => {
    const number = Number(step.value);
    const classes = new Map();
    all.slice(0, ends[number - 1] + 1).forEach((happening) => {
      const id = happening.activity.activityId;
      if (happening.begins) {
        classes.set(id, 'ims-current');
        if (flows[happening.at]) {
          classes.set(flows[happening.at], 'ims-taken');
        }
      } else {
        classes.set(id, happening.activity.canceled ? 'ims-cancelled' : 'ims-passed');
      }
    });
    [...classes.keys()].forEach((id) => drawn.has(id) || classes.delete(id));
    paint(registry, classes, painted);
    painted = classes;
    let words;
    if (number === ends.length) {
      words = data.running ? 'Now' : 'The end: ' + when(data.process.endTime);
    } else {
      const now = all[ends[number - 1]];
      words = 'Step ' + number + ' of ' + begins.length + ', ' + seconds(new Date(now.time)) + ': ' +
        nameOf(data, now.activity.activityId) + (now.activity.assignee ? ', ' + now.activity.assignee : '');
    }
    told.textContent = words;
    step.setAttribute('aria-valuetext', words);
  };
  let timer;
  const pause = () => {
    window.clearInterval(timer);
    timer = undefined;
    play.textContent = 'Play';
  };
  life.ends.push(pause);
  play.addEventListener('click', () => {
    if (timer) {
      pause();
      return;
    }
    if (step.value === step.max) {
      step.value = 1;
      show();
    }
    play.textContent = 'Pause';
    timer = window.setInterval(() => {
      step.value = Number(step.value) + 1;
      show();
      if (step.value === step.max) {
        pause();
      }
    }, PACE);
  });
  step.addEventListener('input', () => {
    pause();
    show();
  });
  step.value = step.max;
  show();

  // Called processes, as links that a keyboard reaches
  const calls = data.activities.filter((activity) => activity.calledProcessInstanceId);
  place.append(
    table(
      'Called processes',
      ['Activity', 'From', 'Took', ''],
      calls.map((activity) => [nameOf(data, activity.activityId), when(activity.startTime), took(activity), called(activity)]),
      'This instance called no other process.'
    )
  );
}

// Lists

async function showActivities(data, place) {
  place.replaceChildren(
    table(
      data.activities.length + ' activities in the order in which they began' + (data.cut ? '; later ones are left out' : ''),
      ['Activity', 'Kind', 'By', 'From', 'Until', 'Took', 'State', ''],
      data.activities.map((activity) => [
        nameOf(data, activity.activityId),
        words(activity.activityType),
        activity.assignee || '',
        moment(activity.startTime),
        moment(activity.endTime),
        took(activity),
        activity.canceled ? 'cancelled' : activity.endTime ? 'completed' : 'open',
        called(activity)
      ]),
      'Nothing has happened yet.'
    )
  );
}

function decisionTables(data, definitionId) {
  return once(data, 'table ' + definitionId, async () => {
    const [definition, xml] = await Promise.all([
      engine('/decision-definition/' + encodeURIComponent(definitionId)),
      engine('/decision-definition/' + encodeURIComponent(definitionId) + '/xml')
    ]);
    return { definition, xml: xml.dmnXml, decisions: decisions(xml.dmnXml) };
  });
}

function evaluations(data) {
  return once(data, 'evaluations', () =>
    list('/history/decision-instance', {
      processInstanceId: data.id,
      includeInputs: true,
      includeOutputs: true,
      sortBy: 'evaluationTime',
      sortOrder: 'asc'
    })
  );
}

async function showDecisions(data, place) {
  const evaluated = await evaluations(data);
  if (evaluated.length === 0) {
    place.replaceChildren(element('p', 'ims-nothing', 'This instance asked no decision table.'));
    return;
  }
  const drawn = await Promise.all(
    evaluated.map(async (evaluation) => {
      const { definition, decisions: all } = await decisionTables(data, evaluation.decisionDefinitionId);
      const decision = all.find((one) => one.id === evaluation.decisionDefinitionKey);
      const fired = new Set((evaluation.outputs || []).map((output) => output.ruleId));
      const results = decision.outputs
        .map((output) => [output.label, (evaluation.outputs || []).filter((one) => one.clauseId === output.id).map((one) => text(one.value))])
        .filter(([, values]) => values.length > 0)
        .map(([label, values]) => label + ': ' + values.join(', '));
      const section = element(
        'section',
        'ims-evaluation',
        element('h3', null, (decision.name || evaluation.decisionDefinitionName) + ', version ' + definition.version),
        element('p', null, when(evaluation.evaluationTime) + (evaluation.activityId ? ', at ' + nameOf(data, evaluation.activityId) : ''))
      );
      if (decision.description) {
        section.append(element('p', 'ims-description', decision.description));
      }
      section.append(element('p', 'ims-result', element('strong', null, results.join('; ') || 'No result')));
      decision.rules.forEach((rule, at) => {
        if (fired.has(rule.id)) {
          section.append(
            element('p', 'ims-because', 'Why: ' + (rule.description || ruleInWords(decision, rule)) + ' (rule ' + (at + 1) + ')')
          );
        }
      });
      if (decision.expression) {
        section.append(element('pre', null, decision.expression));
      } else {
        if (fired.size === 0) {
          section.append(element('p', 'ims-because', 'No rule fired.'));
        }
        const box = element('div', 'ims-scroll', drawTable(decision, evaluation.inputs || [], fired));
        box.tabIndex = 0;
        box.setAttribute('role', 'region');
        box.setAttribute('aria-label', decision.name + ', the rules');
        section.append(box);
      }
      return section;
    })
  );
  place.replaceChildren(...drawn);
}

async function showVariables(data, place) {
  const updates = await list('/history/detail', {
    processInstanceId: data.id,
    variableUpdates: true,
    deserializeValues: false,
    sortBy: 'time',
    sortOrder: 'asc'
  });
  const activities = new Map(data.activities.map((activity) => [activity.id, activity.activityId]));
  const last = new Map();
  updates.sort((one, other) => instant(one.time) - instant(other.time) || one.revision - other.revision);
  const rows = updates.map((update) => {
    const before = last.get(update.variableInstanceId);
    last.set(update.variableInstanceId, text(update.value));
    return [
      moment(update.time),
      update.variableName,
      before === undefined ? '' : before,
      text(update.value),
      nameOf(data, activities.get(update.activityInstanceId)) || (update.activityInstanceId === data.id ? 'the process' : '')
    ];
  });
  const names = [...new Set(updates.map((update) => update.variableName))].sort();
  const choice = element('select', 'form-control');
  choice.id = 'ims-variable';
  const every = element('option', null, 'all ' + names.length + ' variables');
  every.value = '';
  choice.append(every, ...names.map((name) => element('option', null, name)));
  const label = element('label', null, 'Variable ');
  label.htmlFor = choice.id;
  const box = element('div');
  const show = () =>
    box.replaceChildren(
      table(
        'What the variables held and when',
        ['When', 'Variable', 'Before', 'Then', 'Written at'],
        rows.filter(([, name]) => !choice.value || name === choice.value),
        'This instance has no variables that you may read.'
      )
    );
  choice.addEventListener('change', show);
  show();
  place.replaceChildren(element('div', 'ims-choice', label, choice), box);
}

async function showPeople(data, place) {
  const [operations, tasks] = await Promise.all([
    list('/history/user-operation', { processInstanceId: data.id, sortBy: 'timestamp', sortOrder: 'asc' }),
    list('/history/task', { processInstanceId: data.id, sortBy: 'startTime', sortOrder: 'asc' })
  ]);
  const byTask = new Map(tasks.map((task) => [task.id, task]));
  const did = (task, types) => operations.filter((one) => one.taskId === task.id && types.includes(one.operationType));
  const who = (one) => (one ? one.userId + ', ' + when(one.timestamp) : '');
  const people = new Map();
  operations.forEach((one) => {
    const person = one.userId || 'nobody who is signed in';
    const sum = people.get(person) || { claimed: new Set(), completed: new Set(), all: new Set(), last: '' };
    sum.all.add(one.operationId);
    if (['Claim', 'Assign'].includes(one.operationType)) {
      sum.claimed.add(one.taskId);
    }
    if (one.operationType === 'Complete') {
      sum.completed.add(one.taskId);
    }
    sum.last = one.timestamp;
    people.set(person, sum);
  });
  place.replaceChildren(
    table(
      'Who did how much',
      ['Person', 'Operations', 'Tasks taken', 'Tasks completed', 'Last'],
      [...people].map(([person, sum]) => [person, sum.all.size, sum.claimed.size, sum.completed.size, when(sum.last)]),
      'No person has done anything with this instance.'
    ),
    table(
      'Tasks',
      ['Task', 'Offered', 'First taken by', 'Completed by', 'Due', 'In time'],
      tasks.map((task) => {
        const late = task.due && instant(task.due) < (task.endTime ? instant(task.endTime) : new Date());
        const completed = did(task, ['Complete'])[0];
        return [
          task.name || nameOf(data, task.taskDefinitionKey),
          moment(task.startTime),
          who(did(task, ['Claim', 'Assign'])[0]),
          who(completed) || (task.endTime ? (task.deleteReason || 'ended') + ', ' + when(task.endTime) : 'open'),
          moment(task.due),
          task.due ? (late ? 'late' : 'yes') : ''
        ];
      }),
      'This instance has given nobody a task.'
    ),
    table(
      'Operations',
      ['When', 'Who', 'What', 'On', 'Property', 'Before', 'Then'],
      operations.map((one) => [
        moment(one.timestamp),
        one.userId || '',
        one.operationType,
        byTask.has(one.taskId) ? byTask.get(one.taskId).name || nameOf(data, byTask.get(one.taskId).taskDefinitionKey) : one.entityType,
        one.property || '',
        text(one.orgValue),
        text(one.newValue)
      ]),
      'No operation is on record.'
    )
  );
}

const JOB_STATES = [['failureLog', 'failed'], ['successLog', 'done'], ['deletionLog', 'deleted'], ['creationLog', 'created']];

async function showJobs(data, place) {
  const [jobs, stuck] = await Promise.all([
    list('/history/job-log', { processInstanceId: data.id, sortBy: 'timestamp', sortOrder: 'asc' }),
    list('/history/incident', { processInstanceId: data.id, sortBy: 'createTime', sortOrder: 'asc' })
  ]);
  const trace = (job) => {
    const details = element('details', null, element('summary', null, job.jobExceptionMessage || 'Stack trace'));
    details.addEventListener('toggle', async () => {
      if (details.open && details.children.length === 1) {
        const shown = element('pre', null, '…');
        details.append(shown);
        try {
          shown.textContent = await engineText('/history/job-log/' + job.id + '/stacktrace');
        } catch (error) {
          shown.textContent = error.message;
        }
      }
    });
    return details;
  };
  place.replaceChildren(
    table(
      'Stuck jobs',
      ['Since', 'Until', 'At', 'Kind', 'Message', 'State'],
      stuck.map((one) => [
        moment(one.createTime),
        moment(one.endTime),
        nameOf(data, one.activityId),
        one.incidentType,
        one.incidentMessage,
        one.open ? 'open' : one.resolved ? 'resolved' : 'deleted'
      ]),
      'No job of this instance was ever stuck.'
    ),
    table(
      'Jobs',
      ['When', 'At', 'Kind', 'What', 'Retries left', 'Due', 'Failure'],
      jobs.map((job) => {
        const [, state] = JOB_STATES.find(([flag]) => job[flag]) || ['', ''];
        return [
          moment(job.timestamp),
          nameOf(data, job.activityId),
          words(job.jobDefinitionType || ''),
          state,
          job.jobRetries,
          moment(job.jobDueDate),
          job.failureLog ? trace(job) : null
        ];
      }),
      'This instance had no jobs.'
    )
  );
}

// The comparison

function differences(result) {
  return [
    ...result.added.map((one) => ['added', one]),
    ...result.removed.map((one) => ['removed', one]),
    ...result.changed.map((one) => ['changed', one])
  ].map(([change, one]) => [change, one.name, words(one.kind), one.what.join(', '), one.id]);
}

function mark(registry, entries, className) {
  entries.forEach((entry) => {
    if (registry.getModelElementsByIds(entry.id).length > 0) {
      registry.addCssClasses(entry.id, className);
    }
  });
}

async function decisionDifferences(data) {
  const versions = new Map((await evaluations(data)).map((one) => [one.decisionDefinitionId, one.decisionDefinitionKey]));
  const rows = await Promise.all(
    [...versions].map(async ([definitionId, key]) => {
      const [used, latest] = await Promise.all([
        decisionTables(data, definitionId),
        engine('/decision-definition/key/' + encodeURIComponent(key))
      ]);
      if (latest.id === definitionId) {
        return [];
      }
      const now = await decisionTables(data, latest.id);
      const name = (latest.name || key) + ', ' + used.definition.version + ' → ' + latest.version;
      return compareTables(used.xml, now.xml, key).map((one) => [name, one.rule, one.change, one.before, one.after]);
    })
  );
  return rows.flat();
}

async function showComparison(data, place, life) {
  const latest = await engine('/process-definition/key/' + encodeURIComponent(data.definition.key));
  const tables = table(
    'What differs in the decisions that this instance asked',
    ['Decision', 'What', 'Change', 'Then', 'Today'],
    await decisionDifferences(data),
    'The decisions that this instance asked are the same today.'
  );
  if (latest.id === data.definition.id) {
    place.replaceChildren(element('p', 'ims-nothing', 'This instance ran on the version of today, ' + latest.version + '.'), tables);
    return;
  }
  const now = (await engine('/process-definition/' + latest.id + '/xml')).bpmn20Xml;
  const result = compareModels(data.xml, now);
  const then = element('div', 'ims-diagram');
  const today = element('div', 'ims-diagram');
  const legend = element('p', 'ims-legend');
  [
    ['ims-key-removed', 'removed'],
    ['ims-key-added', 'added'],
    ['ims-key-changed', 'changed']
  ].forEach(([className, label]) => legend.append(element('span', 'ims-key ' + className), label + ' '));
  place.replaceChildren(
    legend,
    element(
      'div',
      'ims-sides',
      element('section', null, element('h3', null, 'Then: version ' + data.definition.version), then),
      element('section', null, element('h3', null, 'Today: version ' + latest.version), today)
    ),
    table(
      'What differs in the process; its layout does not count',
      ['Change', 'Element', 'Kind', 'What changed', 'Id'],
      differences(result),
      'The two versions say the same.'
    ),
    tables
  );
  const before = await draw(then, data.xml, 'The model of then; what differs is told in the table');
  const after = await draw(today, now, 'The model of today; what differs is told in the table');
  if (life.over) {
    return;
  }
  mark(before, result.removed, 'ims-removed');
  mark(before, result.changed, 'ims-changed');
  mark(after, result.added, 'ims-added');
  mark(after, result.changed, 'ims-changed');
}

// The page

function fact(name, value) {
  return value ? [element('div', null, element('dt', null, name), element('dd', null, value))] : [];
}

function state(process) {
  const states = {
    ACTIVE: 'running',
    SUSPENDED: 'suspended',
    COMPLETED: 'completed',
    EXTERNALLY_TERMINATED: 'cancelled by a person',
    INTERNALLY_TERMINATED: 'ended by its process'
  };
  return states[process.state] || process.state;
}

function head(data) {
  const { process, incident } = data;
  const facts = element(
    'dl',
    'ims-facts',
    ...fact('Incident', incident && incident.number + ', ' + incident.title + (incident.priority ? ', ' + incident.priority : '')),
    ...fact('State', state(process)),
    ...fact('Started', when(process.startTime) + (process.startUserId ? ' by ' + process.startUserId : '')),
    ...fact('Ended', when(process.endTime)),
    ...fact('Took', process.endTime && duration(process.durationInMillis)),
    ...fact('Why it ended', process.deleteReason),
    ...fact('Business key', !incident && process.businessKey),
    ...fact('Called by', process.superProcessInstanceId && link(address(process.superProcessInstanceId), 'the process that called it')),
    ...fact('Heat map', link('#/ims/heatmap/' + encodeURIComponent(data.definition.id), 'of this version')),
    ...fact('Now', data.running && link('#/process-instance/' + encodeURIComponent(data.id) + '/runtime', 'where it stands')),
    ...fact('Id', data.id)
  );
  return element(
    'header',
    null,
    element('h1', null, (data.definition.name || data.definition.key) + ', version ' + data.definition.version),
    facts
  );
}

function tabs(id, current) {
  const nav = element('nav', 'ims-views');
  nav.setAttribute('aria-label', 'Views of this instance');
  VIEWS.forEach(([name, label]) => {
    const anchor = link(address(id, name), label);
    if (name === current) {
      anchor.setAttribute('aria-current', 'page');
    }
    nav.append(anchor);
  });
  return nav;
}

let life = { over: true, ends: [] };

async function open(node) {
  const mine = { over: false, ends: [] };
  life = mine;
  const page = element('main', 'ims-page ims-instance', element('p', 'ims-nothing', 'Reading the history …'));
  node.append(page);
  try {
    const { id, view } = asked();
    const data = await read(id);
    const place = element('div', 'ims-view', element('p', 'ims-nothing', 'Reading …'));
    place.dataset.view = view[0];
    page.replaceChildren(head(data), tabs(id, view[0]), place);
    document.title = 'IMS Cockpit | ' + (data.definition.name || data.definition.key) + ' | History';
    try {
      await view[2](data, place, mine);
      place.dataset.ready = 'true';
    } catch (error) {
      console.error('IMS: ' + view[1] + ' cannot be shown', error);
      place.replaceChildren(failure(error));
    }
  } catch (error) {
    page.replaceChildren(element('h1', null, 'Process instance'), failure(error));
  }
}

function close() {
  life.over = true;
  life.ends.forEach((end) => end());
}

export default [
  {
    /* That a provider of this name exists makes Cockpit lead finished instances to the route below. */
    id: 'history',
    pluginPoint: 'cockpit.processInstance.view',
    priority: 10,
    properties: { label: 'History' },
    render: () => {}
  },
  {
    id: 'ims-instance',
    pluginPoint: 'cockpit.route',
    priority: 0,
    properties: { path: '/process-instance/:id/history' },
    render: guarded('the page of an instance', (node) => {
      if (node) {
        open(node);
      }
    }),
    unmount: guarded('the page of an instance', close)
  },
  {
    id: 'ims-instance-link',
    pluginPoint: 'cockpit.processInstance.runtime.action',
    priority: 100,
    properties: { label: 'History' },
    render: guarded('the link to the history', (node, { processInstanceId } = {}) => {
      if (node && processInstanceId) {
        const anchor = link(address(processInstanceId), element('span', 'glyphicon glyphicon-time'));
        anchor.className = 'btn btn-default btn-toolbar ims-to-history';
        anchor.title = 'History of this instance';
        anchor.setAttribute('aria-label', anchor.title);
        node.append(anchor);
      }
    })
  }
];
