/*
 * What the pages of IMS in Cockpit share. Text of an incident is written as text, never as HTML.
 */

/* The application's root, wherever it is mounted. */
export const ROOT = window.location.pathname.split('/camunda/app/')[0];

/*
 * Cockpit is blank when a plugin throws while it is imported or rendered: whatever a page does goes through
 * this, and a page that fails says so in its place.
 */
export function guarded(what, action) {
  return (...args) => {
    try {
      return action(...args);
    } catch (error) {
      console.error('IMS: ' + what + ' failed', error);
      return undefined;
    }
  };
}

export function element(name, className, ...content) {
  const created = document.createElement(name);
  if (className) {
    created.className = className;
  }
  created.append(...content.filter((part) => part !== undefined && part !== null));
  return created;
}

/* What a refusal says, in the words of each rule that the request breaks; `status` holds its HTTP status. */
export async function refusal(answer, path) {
  let words = answer.status + ' for ' + path;
  try {
    const problem = await answer.json();
    const rules = (problem.errors || []).map((error) => error.message).filter(Boolean);
    // The engine's own API says it in another place than ours.
    words = rules.join(' ') || problem.detail || problem.message || words;
  } catch (ignored) {
    // No problem detail: a proxy, say, that is no part of the application.
  }
  return Object.assign(new Error(words), { status: answer.status });
}

/* Asks our API with the session of whoever sits here; parameters without a value are left out. */
export async function ask(path, parameters = {}) {
  const query = new URLSearchParams();
  Object.entries(parameters).forEach(([name, value]) => {
    if (value !== undefined && value !== null && value !== '') {
      query.append(name, value);
    }
  });
  const text = query.toString();
  const answer = await fetch(ROOT + path + (text ? '?' + text : ''), {
    headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' },
    credentials: 'same-origin'
  });
  if (!answer.ok) {
    throw await refusal(answer, path);
  }
  return answer.json();
}

/* Sends JSON to our API; a change must carry the token that only Cockpit's pages know. */
export async function send(path, body, api) {
  const answer = await fetch(ROOT + path, {
    method: 'POST',
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'X-Requested-With': 'XMLHttpRequest',
      'X-XSRF-TOKEN': api?.CSRFToken || ''
    },
    credentials: 'same-origin',
    body: JSON.stringify(body)
  });
  if (!answer.ok) {
    throw await refusal(answer, path);
  }
  return answer.json();
}

/* A date as people read it here: 2026-03-02 08:00, in the browser's zone. */
export function minutes(date) {
  const two = (number) => String(number).padStart(2, '0');
  return (
    [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-') +
    ' ' + two(date.getHours()) + ':' + two(date.getMinutes())
  );
}

/* The same in a place that machines can read; nothing where there is no date. */
export function time(instant) {
  if (!instant) {
    return undefined;
  }
  const shown = element('time', null, minutes(new Date(instant)));
  shown.dateTime = instant;
  return shown;
}

/* A constant of the API as people read it: AWAITING_INFO as "Awaiting info". */
export function words(constant) {
  const text = constant.toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/* What failed, in its place, and told to whoever does not see it. */
export function failure(error) {
  const box = element('p', 'ims-failure', error.message);
  box.setAttribute('role', 'alert');
  return box;
}
