/*
 * Where the work of one version of a process goes: how often each element was reached, how long its tasks
 * waited and were worked on, and how many were late.
 */

import { ask, element, guarded } from './shared.js';
import { duration, engine, list } from './engine.js';
import { badge, draw, structure, words } from './diagram.js';

const milliseconds = (seconds) => (seconds === null || seconds === undefined ? null : seconds * 1000);

/* [name, label, what an element has, how that is written] */
const MEASURES = [
  ['visits', 'Visits', (one) => one.visits, (value) => value + '×'],
  ['waiting', 'Waiting (median)', (one) => one.tasks && milliseconds(one.tasks.waitingMedian), duration],
  ['working', 'Working (median)', (one) => one.tasks && milliseconds(one.tasks.workingMedian), duration],
  ['breaches', 'Missed due dates', (one) => one.tasks && one.tasks.breaches, (value) => String(value)]
];

/* [name, label, days back] */
const PERIODS = [
  ['ever', 'at any time', null],
  ['year', 'in the last year', 365],
  ['quarter', 'in the last 90 days', 90],
  ['month', 'in the last 30 days', 30]
];

/* From light to dark, all of them with black text on. */
const SCALE = ['#fff4e5', '#ffdcb0', '#ffbe7a', '#ff9c4a', '#f2711c'];

function address(id, chosen) {
  return '#/ims/heatmap/' + encodeURIComponent(id) + (chosen ? '?' + new URLSearchParams(chosen) : '');
}

function asked() {
  const [path, query] = window.location.hash.slice(1).split('?');
  const wanted = new URLSearchParams(query || '');
  const named = (choices, parameter) => choices.find(([name]) => name === wanted.get(parameter)) || choices[0];
  return {
    id: decodeURIComponent(path.split('/')[3] || ''),
    measure: named(MEASURES, 'measure'),
    period: named(PERIODS, 'started')
  };
}

function option(value, label, chosen) {
  const created = element('option', null, label);
  created.value = value;
  created.selected = chosen;
  return created;
}

function choice(id, label, options, changed) {
  const select = element('select', 'form-control', ...options);
  select.id = id;
  select.addEventListener('change', () => changed(select.value));
  const title = element('label', null, label + ' ');
  title.htmlFor = id;
  return element('span', 'ims-choice', title, select);
}

/* The share of the largest value, as one of the steps of the scale; nothing where there is nothing. */
function heatOf(value, most) {
  return value > 0 ? SCALE[Math.ceil((value / most) * SCALE.length) - 1] : null;
}

function figures(heat, model) {
  const titles = ['Element', 'Kind', 'Visits', 'Open', 'Cancelled', 'Tasks', 'Waiting, median', '90 %', 'Working, median', '90 %', 'Missed due dates'];
  const cell = (name, content) => element(name, null, content === null || content === undefined ? '' : content);
  const head = element('tr', null, ...titles.map((title) => {
    const created = cell('th', title);
    created.scope = 'col';
    return created;
  }));
  const rows = heat.elements.map((one) => {
    const node = model.nodes.get(one.id);
    const tasks = one.tasks || {};
    return element(
      'tr',
      null,
      ...[
        node ? node.name : one.id,
        node ? words(node.kind) : '',
        one.visits,
        one.running,
        one.cancelled,
        tasks.created,
        duration(milliseconds(tasks.waitingMedian)),
        duration(milliseconds(tasks.waitingP90)),
        duration(milliseconds(tasks.workingMedian)),
        duration(milliseconds(tasks.workingP90)),
        tasks.breaches
      ].map((content) => cell('td', content))
    );
  });
  const box = element(
    'div',
    'ims-scroll',
    element(
      'table',
      'table ims-table',
      element(
        'caption',
        null,
        'Over ' + (heat.counted < heat.instances ? 'the newest ' + heat.counted + ' of ' : '') + heat.instances +
          ' instances; a task waits until it is first claimed and is then worked on'
      ),
      element('thead', null, head),
      element('tbody', null, ...rows)
    )
  );
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', 'The figures');
  return box;
}

async function draws(page, id, [name, label, valueOf, written], [period, , days]) {
  const go = (definition, changed) => {
    window.location.hash = address(definition, { measure: name, started: period, ...changed });
  };
  const definition = await engine('/process-definition/' + encodeURIComponent(id));
  const [heat, xml, versions, processes] = await Promise.all([
    ask(
      '/api/process-definitions/' + encodeURIComponent(id) + '/heat',
      days ? { from: new Date(Date.now() - days * 86400000).toISOString() } : {}
    ),
    engine('/process-definition/' + encodeURIComponent(id) + '/xml'),
    list('/process-definition', { key: definition.key, sortBy: 'version', sortOrder: 'desc' }),
    list('/process-definition', { latestVersion: true, sortBy: 'name', sortOrder: 'asc' })
  ]);
  const model = structure(xml.bpmn20Xml);
  const box = element('div', 'ims-diagram');
  const legend = element('p', 'ims-legend');
  const back = element('a', null, 'Open the definition');
  back.href = '#/process-definition/' + encodeURIComponent(id) + '/runtime';
  page.replaceChildren(
    element('h1', null, 'Heat map: ' + (definition.name || definition.key) + ', version ' + definition.version),
    element(
      'p',
      'ims-choices',
      choice(
        'ims-process',
        'Process',
        processes.map((one) => option(one.id, one.name || one.key, one.key === definition.key)),
        (chosen) => go(chosen)
      ),
      choice(
        'ims-version',
        'Version',
        versions.map((one) => option(one.id, one.version, one.id === id)),
        (chosen) => go(chosen)
      ),
      choice(
        'ims-measure',
        'Measure',
        MEASURES.map(([measure, title]) => option(measure, title, measure === name)),
        (chosen) => go(id, { measure: chosen })
      ),
      choice(
        'ims-started',
        'Started',
        PERIODS.map(([one, title]) => option(one, title, one === period)),
        (chosen) => go(id, { started: chosen })
      ),
      back
    ),
    box,
    legend,
    figures(heat, model)
  );
  const registry = await draw(box, xml.bpmn20Xml, 'The diagram coloured by ' + label.toLowerCase() + '; the same is told in the table');
  const values = heat.elements.map((one) => [one.id, valueOf(one)]).filter(([element, value]) => value > 0 && model.nodes.has(element));
  const most = Math.max(...values.map(([, value]) => value));
  values.forEach(([element, value]) => {
    if (registry.getModelElementsByIds(element).length > 0) {
      registry.updateStyle(element, { fill: { color: heatOf(value, most) } });
      badge(registry, element, 'top-right', written(value), 'light');
    }
  });
  if (values.length === 0) {
    legend.append('Nothing to colour: no element has a value.');
    return;
  }
  // Of a few visits several steps of the scale are the same number.
  const steps = new Map();
  SCALE.forEach((colour, at) => steps.set(written(Math.floor((most * (at + 1)) / SCALE.length)), colour));
  steps.forEach((colour, limit) => {
    const key = element('span', 'ims-key');
    key.style.background = colour;
    legend.append(key, 'up to ' + limit + ' ');
  });
}

async function open(node) {
  const page = element('main', 'ims-page ims-heatmap', element('p', 'ims-nothing', 'Reading the figures …'));
  node.append(page);
  try {
    const { id, measure, period } = asked();
    await draws(page, id, measure, period);
    page.dataset.ready = 'true';
  } catch (error) {
    console.error('IMS: the heat map cannot be shown', error);
    const shown = element('p', 'ims-failure', error.message);
    shown.setAttribute('role', 'alert');
    page.replaceChildren(element('h1', null, 'Heat map'), shown);
  }
}

export default [
  {
    id: 'ims-heatmap',
    pluginPoint: 'cockpit.route',
    priority: 0,
    properties: { path: '/ims/heatmap/:id' },
    render: guarded('the heat map', (node) => {
      if (node) {
        open(node);
      }
    })
  },
  {
    id: 'ims-heatmap-link',
    pluginPoint: 'cockpit.processDefinition.runtime.action',
    priority: 100,
    properties: { label: 'Heat map' },
    render: guarded('the link to the heat map', (node, { processDefinitionId } = {}) => {
      if (node && processDefinitionId) {
        const anchor = element('a', 'btn btn-default btn-toolbar ims-to-heatmap', element('span', 'glyphicon glyphicon-fire'));
        anchor.href = address(processDefinitionId);
        anchor.title = 'Heat map of this version';
        anchor.setAttribute('aria-label', anchor.title);
        node.append(anchor);
      }
    })
  }
];
