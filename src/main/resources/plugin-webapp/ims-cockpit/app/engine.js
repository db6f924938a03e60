/*
 * Asks the engine's own REST API with the session of whoever sits here, so that the engine's
 * authorisations apply as they are.
 */

import { ask, ROOT } from './shared.js';

/* Not taken from what Cockpit gives its plugins, which is wrong in some places. */
const ENGINE = (window.location.pathname.match(/\/app\/cockpit\/([^/]+)/) || [])[1] || 'default';

const PAGE = 500;
const MOST = 10000;

const BASE = '/camunda/api/engine/engine/' + ENGINE;

export function engine(path, parameters) {
  return ask(BASE + path, parameters);
}

/* For the few answers that are no JSON. */
export async function engineText(path) {
  const answer = await fetch(ROOT + BASE + path, { headers: { Accept: 'text/plain' }, credentials: 'same-origin' });
  if (!answer.ok) {
    throw new Error(answer.status + ' for ' + path);
  }
  return answer.text();
}

/*
 * A whole list, page by page: the engine refuses lists without a bound. Past MOST it ends and says so in
 * the property `cut` of the list.
 */
export async function list(path, parameters) {
  const found = [];
  for (let first = 0; first < MOST; first += PAGE) {
    const page = await engine(path, { ...parameters, firstResult: first, maxResults: PAGE });
    found.push(...page);
    if (page.length < PAGE) {
      return found;
    }
  }
  found.cut = true;
  return found;
}

/* The engine writes dates as 2026-03-02T08:00:00.000+0000, which not every browser reads. */
export function instant(text) {
  return text ? new Date(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')) : null;
}

/* To the second: 2026-03-02 08:00:05, in the browser's zone. */
export function seconds(date) {
  const two = (number) => String(number).padStart(2, '0');
  return (
    [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-') +
    ' ' + [two(date.getHours()), two(date.getMinutes()), two(date.getSeconds())].join(':')
  );
}

/* A time in milliseconds in the two largest units that say something: 3 h 20 min, 45 s, 120 ms. */
export function duration(milliseconds) {
  if (milliseconds === null || milliseconds === undefined) {
    return '';
  }
  if (milliseconds < 1000) {
    return Math.round(milliseconds) + ' ms';
  }
  const units = [['d', 86400000], ['h', 3600000], ['min', 60000], ['s', 1000]];
  const largest = units.findIndex(([, size]) => milliseconds >= size);
  const parts = [];
  let rest = milliseconds;
  units.slice(largest, largest + 2).forEach(([unit, size]) => {
    const number = Math.floor(rest / size);
    rest -= number * size;
    if (number > 0) {
      parts.push(number + ' ' + unit);
    }
  });
  return parts.join(' ');
}

/* What a variable holds, as a person reads it. */
export function text(value) {
  if (value === null || value === undefined) {
    return '–';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
