/*
 * Reports: figures about incidents for a period, each as a chart, a table and a CSV file. What a figure counts
 * is told by the API, which takes it from the comment of the figure's view.
 */

import { ROOT, ask, element, failure, guarded, refusal } from './shared.js';

const PATH = '/ims/reports';
const DAY = 24 * 60 * 60 * 1000;

/* Apart for everybody, colour-blind people too (Okabe and Ito); lines have a dash and a mark of their own besides. */
const COLOURS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00'];
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 5]];
const MARKS = ['circle', 'rect', 'triangle', 'rectRot', 'star'];

/* The figures in their order, and how each is drawn; those without a chart are tables only. */
const FIGURES = [
  { report: 'key-figures' },
  { report: 'volume-by-day', chart: 'columns', by: 'day', values: ['reported', 'resolved', 'closed'] },
  { report: 'volume-by-month', chart: 'columns', by: 'month', values: ['reported', 'resolved', 'closed'] },
  { report: 'by-state', chart: 'bars', by: 'state', values: ['incidents'] },
  { report: 'by-priority', chart: 'bars', by: 'priority', values: ['incidents'] },
  { report: 'by-service', chart: 'bars', by: 'service', values: ['incidents'] },
  { report: 'by-category', chart: 'bars', by: 'category', values: ['incidents'] },
  { report: 'times', chart: 'bars', by: 'measure', values: ['median_seconds', 'p90_seconds'] },
  { report: 'times-by-month', chart: 'lines', by: 'month', split: 'measure', values: ['median_seconds'] },
  { report: 'times-by-priority' },
  { report: 'service-levels', chart: 'bars', by: ['target', 'priority'], values: ['kept_percent'] },
  { report: 'service-levels-by-month', chart: 'lines', by: 'month', split: 'target', values: ['kept_percent'] },
  { report: 'major-incidents', chart: 'columns', by: 'month', values: ['considered', 'accepted', 'demoted'] },
  { report: 'reopened', chart: 'bars', by: 'what', values: ['times'] },
  { report: 'hand-overs', chart: 'bars', by: ['from_team', 'to_team'], values: ['hand_overs'] },
  { report: 'overrides', chart: 'bars', by: ['what', 'table_value', 'person_value'], values: ['overrides'] },
  { report: 'override-reasons' },
  { report: 'overdue', chart: 'bars', by: ['kind', 'held_by'], values: ['overdue'] }
];

/* More bars are not read any more; the table has them all. */
const MOST_BARS = 20;

/* The ticks of a scale of durations, in seconds: up to three years. */
const DURATIONS = [1, 10, 60, 600, 3600, 36000, 86400, 864000, 8640000, 94608000];

let library;

/* The library is no module: it comes by a script of its own, once. */
function charts() {
  if (!library) {
    library = new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = new URL('./chart.js', import.meta.url).href;
      script.onload = () => resolve(window.Chart);
      script.onerror = () => {
        library = undefined;
        reject(new Error('The charts cannot be loaded; the tables are complete.'));
      };
      document.head.append(script);
    });
  }
  return library;
}

/* The period, which stands in the address: without one the last thirty days that are over. */
function wanted() {
  const query = new URLSearchParams(window.location.hash.split('?')[1] || '');
  return { from: query.get('from') || '', to: query.get('to') || '' };
}

function day(date) {
  const two = (number) => String(number).padStart(2, '0');
  return [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
}

function go(from, to) {
  window.location.hash = '#' + PATH + '?' + new URLSearchParams({ from, to });
}

function choices() {
  const today = new Date();
  const back = (days) => new Date(today.getTime() - days * DAY);
  const month = (offset) => new Date(today.getFullYear(), today.getMonth() + offset, 1);
  const last = (offset) => new Date(today.getFullYear(), today.getMonth() + offset + 1, 0);
  return [
    ['Last 7 days', back(7), back(1)],
    ['Last 30 days', back(30), back(1)],
    ['Last month', month(-1), last(-1)],
    ['This month', month(0), today],
    ['Last 12 months', month(-12), last(-1)]
  ];
}

function chooser(period) {
  const field = (label, value) => {
    const input = element('input', 'form-control');
    input.type = 'date';
    input.value = value;
    input.required = true;
    return [element('label', '', label, ' ', input), input];
  };
  const [fromLabel, from] = field('From', period.from);
  const [toLabel, to] = field('To', period.to);
  const show = element('button', 'btn btn-primary', 'Show');
  show.type = 'submit';
  const form = element('form', 'ims-period', fromLabel, toLabel, show);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go(from.value, to.value);
  });
  choices().forEach(([label, first, end]) => {
    const button = element('button', 'btn btn-default', label);
    button.type = 'button';
    button.addEventListener('click', () => go(day(first), day(end)));
    form.append(button);
  });
  return { form, fill: (table) => ((from.value = table.from), (to.value = table.to)) };
}

/* Values as people read them */

function duration(seconds) {
  const part = (size, next) => Math.floor((seconds % next) / size);
  if (seconds >= 86400) {
    return Math.floor(seconds / 86400) + ' d ' + part(3600, 86400) + ' h';
  }
  if (seconds >= 3600) {
    return Math.floor(seconds / 3600) + ' h ' + part(60, 3600) + ' min';
  }
  if (seconds >= 60) {
    return Math.floor(seconds / 60) + ' min ' + Math.floor(seconds % 60) + ' s';
  }
  return Math.floor(seconds) + ' s';
}

function kindOf(column, row) {
  if (column.kind !== 'MEASURE') {
    return column.kind;
  }
  return { percent: 'PERCENT', seconds: 'DURATION' }[row.unit] || 'COUNT';
}

function words(value, kind, zone) {
  if (value === undefined || value === null) {
    return '–';
  }
  switch (kind) {
    case 'DURATION':
      return duration(value);
    case 'PERCENT':
      return Number(value).toFixed(1) + ' %';
    case 'COUNT':
      return Number(value).toLocaleString('en');
    case 'TIME':
      return new Date(value).toLocaleString('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    default:
      return /^[A-Z_]{4,}$/.test(value) ? value.toLowerCase().replaceAll('_', ' ') : String(value);
  }
}

function table(data) {
  const numeric = (column) => column.kind !== 'TEXT' && column.kind !== 'TIME';
  const look = (column) =>
    numeric(column) ? 'ims-number-cell' : ['day', 'month', 'number'].includes(column.name) ? 'ims-one-line' : '';
  // A measure is written with its unit.
  const measured = data.columns.some((column) => column.kind === 'MEASURE');
  const columns = data.columns.filter((column) => !(measured && column.name === 'unit'));
  const head = element('tr', '');
  columns.forEach((column) => {
    const cell = element('th', look(column), column.label);
    cell.scope = 'col';
    head.append(cell);
  });
  const body = element('tbody', '');
  data.rows.forEach((row) => {
    const line = element('tr', '');
    columns.forEach((column) =>
      line.append(
        element(
          'td',
          look(column),
          words(row[column.name], kindOf(column, row), data.zone)
        )
      )
    );
    body.append(line);
  });
  const box = element('div', 'ims-scroll', element('table', 'table', element('thead', '', head), body));
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', data.title + ', table');
  return box;
}

/* Charts */

function labelOf(row, by) {
  return []
    .concat(by)
    .map((name) => words(row[name], 'TEXT'))
    .join(' – ');
}

function datasets(figure, data) {
  const label = (name) => data.columns.find((column) => column.name === name).label;
  if (figure.split) {
    const labels = [...new Set(data.rows.map((row) => row[figure.by]))].sort();
    const names = [...new Set(data.rows.map((row) => row[figure.split]))];
    const value = figure.values[0];
    return {
      labels,
      sets: names.map((name) => ({
        label: name,
        data: labels.map((month) => {
          const row = data.rows.find((each) => each[figure.by] === month && each[figure.split] === name);
          return row === undefined || row[value] === undefined ? null : row[value];
        })
      }))
    };
  }
  const rows = figure.chart === 'bars' ? data.rows.slice(0, MOST_BARS) : data.rows;
  return {
    labels: rows.map((row) => labelOf(row, figure.by)),
    sets: figure.values.map((name) => ({ label: label(name), data: rows.map((row) => row[name]) }))
  };
}

function draw(Chart, canvas, figure, data) {
  const { labels, sets } = datasets(figure, data);
  const kind = data.columns.find((column) => column.name === figure.values[0]).kind;
  const across = figure.chart === 'bars';
  const scale = {
    beginAtZero: true,
    max: kind === 'PERCENT' ? 100 : undefined,
    ticks: { callback: (value) => words(value, kind), precision: kind === 'COUNT' ? 0 : undefined, maxTicksLimit: 6 }
  };
  if (kind === 'DURATION') {
    // Minutes until somebody looked, days until all was done: one scale shows both only like this.
    const largest = Math.max(1, ...sets.flatMap((set) => set.data).filter(Boolean));
    Object.assign(scale, {
      type: 'logarithmic',
      beginAtZero: false,
      min: 1,
      max: DURATIONS.find((step) => step >= largest),
      title: { display: true, text: 'logarithmic scale' },
      afterBuildTicks: (axis) =>
        (axis.ticks = DURATIONS.filter((step) => step <= axis.max).map((value) => ({ value })))
    });
    scale.ticks.callback = (value) => words(value, kind).replace(/ 0 (s|min|h)$/, '');
    scale.ticks.autoSkip = false;
    delete scale.ticks.maxTicksLimit;
  }
  const names = { ticks: { autoSkip: !across, autoSkipPadding: 12, maxRotation: 0 }, grid: { display: false } };
  return new Chart(canvas, {
    type: figure.chart === 'lines' ? 'line' : 'bar',
    data: {
      labels,
      datasets: sets.map((set, index) => ({
        ...set,
        backgroundColor: COLOURS[index % COLOURS.length],
        borderColor: COLOURS[index % COLOURS.length],
        borderDash: figure.chart === 'lines' ? DASHES[index % DASHES.length] : [],
        pointStyle: MARKS[index % MARKS.length],
        pointRadius: 5,
        borderWidth: figure.chart === 'lines' ? 2 : 0,
        maxBarThickness: 22
      }))
    },
    options: {
      indexAxis: across ? 'y' : 'x',
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      scales: across ? { x: scale, y: names } : { x: names, y: scale },
      plugins: {
        legend: { display: sets.length > 1, labels: { usePointStyle: true, boxHeight: 8 } },
        tooltip: { callbacks: { label: (item) => item.dataset.label + ': ' + words(item.raw, kind) } }
      }
    }
  });
}

/* A file is fetched rather than linked, so that a refusal can be read here. */
async function download(address, name, place) {
  place.replaceChildren();
  try {
    const answer = await fetch(ROOT + address, {
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
      credentials: 'same-origin'
    });
    if (!answer.ok) {
      throw await refusal(answer, address);
    }
    const file = element('a', '');
    file.href = URL.createObjectURL(await answer.blob());
    file.download = name;
    file.click();
    URL.revokeObjectURL(file.href);
  } catch (error) {
    place.replaceChildren(failure(error));
  }
}

async function section(figure, data, place, drawn) {
  const message = element('div', '');
  const csv = element('button', 'btn btn-default', 'CSV');
  csv.type = 'button';
  csv.setAttribute('aria-label', data.title + ' as CSV');
  csv.addEventListener('click', () =>
    download(
      '/api/reports/' + figure.report + '.csv?' + new URLSearchParams({ from: data.from, to: data.to }),
      figure.report + '_' + data.from + '_' + data.to + '.csv',
      message
    )
  );
  place.append(
    element('div', 'ims-figure-head', element('h2', '', data.title), csv),
    element('p', 'ims-definition', data.definition),
    message
  );
  if (data.rows.length === 0) {
    place.append(element('p', '', 'Nothing in this period.'));
    return;
  }
  if (figure.chart) {
    const canvas = element('canvas', '');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', data.title + '; the table below has the same values');
    const box = element('div', 'ims-chart', canvas);
    if (figure.chart === 'bars') {
      const rows = Math.min(data.rows.length, MOST_BARS);
      box.style.height = 60 + rows * (figure.values.length > 1 ? 46 : 26) + 'px';
    }
    place.append(box);
    try {
      const Chart = await charts();
      if (!canvas.isConnected) {
        return;
      }
      drawn.push(draw(Chart, canvas, figure, data));
    } catch (error) {
      box.replaceWith(failure(error));
    }
  }
  place.append(table(data));
}

async function monthly(place) {
  const months = await ask('/api/reports/monthly');
  const message = element('div', '');
  const list = element('ul', 'ims-months');
  months.forEach((made) => {
    const button = element('button', 'btn btn-default', made.month);
    button.type = 'button';
    button.setAttribute('aria-label', 'Report of ' + made.month + ' as PDF');
    button.title = 'SHA-256 ' + made.sha256;
    button.addEventListener('click', () =>
      download('/api/reports/monthly/' + made.month + '.pdf', 'incident-report-' + made.month + '.pdf', message)
    );
    list.append(element('li', '', button));
  });
  place.replaceChildren(
    element('h2', '', 'Monthly reports (PDF)'),
    months.length === 0 ? element('p', '', 'None yet: the first is made when a month is over.') : list,
    message
  );
}

async function fill(page, period, state) {
  const { form, fill: setFields } = chooser(period);
  const note = element('p', 'ims-definition', '');
  const figures = element('div', 'ims-figures');
  const months = element('section', 'ims-figure');
  page.replaceChildren(element('h1', '', 'Reports'), form, note, figures, months);
  monthly(months).catch((error) => months.replaceChildren(failure(error)));
  const places = FIGURES.map((figure) => {
    const place = element('section', 'ims-figure ims-figure-' + figure.report, element('p', 'ims-nothing', 'Loading…'));
    place.setAttribute('aria-busy', 'true');
    figures.append(place);
    return place;
  });
  const asked = (figure) => ask('/api/reports/' + figure.report, period);
  // A period that is refused for one figure is refused for all, and is said once.
  let first;
  try {
    first = await asked(FIGURES[0]);
  } catch (error) {
    figures.replaceChildren(failure(error));
    page.setAttribute('data-complete', 'true');
    return;
  }
  if (state.over) {
    return;
  }
  setFields(first);
  note.textContent =
    first.from + ' to ' + first.to + ', days of ' + first.zone +
    '. No drill counts, and no restricted incident unless you may see all incidents.';
  await Promise.all(
    FIGURES.map(async (figure, index) => {
      const place = places[index];
      try {
        const data = index === 0 ? first : await asked(figure);
        if (state.over) {
          return;
        }
        place.replaceChildren();
        await section(figure, data, place, state.drawn);
      } catch (error) {
        place.replaceChildren(element('h2', '', figure.report.replaceAll('-', ' ')), failure(error));
      }
      place.removeAttribute('aria-busy');
    })
  );
  page.setAttribute('data-complete', 'true');
}

let state = { drawn: [], over: true };

export default [
  {
    id: 'ims.reports.route',
    pluginPoint: 'cockpit.route',
    properties: { path: PATH, label: PATH },
    render: guarded('the reports', (node) => {
      if (!node) {
        return;
      }
      const page = element('div', 'ims-page ims-reports');
      node.append(page);
      state = { drawn: [], over: false };
      fill(page, wanted(), state).catch((error) => page.append(failure(error)));
    }),
    unmount: guarded('leaving the reports', () => {
      state.over = true;
      state.drawn.forEach((chart) => chart.destroy());
    })
  },
  {
    id: 'ims.reports.navigation',
    pluginPoint: 'cockpit.navigation',
    priority: 80,
    properties: { pagePath: '#' + PATH, label: 'Reports' },
    checkActive: (path) => path.includes('#' + PATH),
    render: guarded('the link to the reports', (node) => {
      if (node) {
        const link = element('a', null, 'Reports');
        link.href = '#' + PATH;
        node.append(link);
      }
    })
  }
];
