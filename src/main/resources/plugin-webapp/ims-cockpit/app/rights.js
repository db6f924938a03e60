/*
 * Whoever may only read is shown nothing that changes anything. Cockpit offers its buttons to everybody and
 * lets the server refuse; the server still does.
 */

import { element } from './shared.js';
import { engine } from './engine.js';

/* Told to the window whenever somebody has signed in: what was read for the last person is not for the next. */
export const LOGIN = 'ims-login';

const READ_ONLY = 'ims-read-only';
const PROCESS_DEFINITION = 6;

/* One of these is enough to keep the buttons: administrators have all, process owners repair stuck jobs. */
const CHANGING = ['UPDATE', 'UPDATE_INSTANCE', 'RETRY_JOB'];

async function mayChange() {
  const answers = await Promise.all(
    CHANGING.map((permission) =>
      engine('/authorization/check', {
        permissionName: permission,
        resourceName: 'ProcessDefinition',
        resourceType: PROCESS_DEFINITION,
        resourceId: '*'
      })
    )
  );
  return answers.some((answer) => answer.authorized);
}

document.documentElement.classList.add(READ_ONLY);

/* The time to live is shown as a link that opens a form; for these readers it stays what it says. */
document.addEventListener(
  'click',
  (event) => {
    const target = event.target;
    if (
      document.documentElement.classList.contains(READ_ONLY) &&
      target instanceof Element &&
      target.closest("a[ng-click='showDialog()']")
    ) {
      event.preventDefault();
      event.stopPropagation();
    }
  },
  true
);

export default [
  {
    /* Drawn anew for each login, and never without one. */
    id: 'ims-rights',
    pluginPoint: 'cockpit.navigation',
    priority: -1000,
    properties: { label: '', pagePath: '#/' },
    render: (node) => {
      if (node) {
        node.append(element('span', 'ims-rights'));
      }
      document.documentElement.classList.add(READ_ONLY);
      window.dispatchEvent(new Event(LOGIN));
      mayChange().then(
        (may) => document.documentElement.classList.toggle(READ_ONLY, !may),
        (error) => console.warn('IMS: rights are unknown, so nothing that changes is shown', error)
      );
    }
  }
];
