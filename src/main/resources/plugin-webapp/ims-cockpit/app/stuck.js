/*
 * Stuck jobs: what failed for good, why, what to do about it, and another try for all that failed alike. Whoever may not
 * have them tried again sees no buttons.
 */

import { ask, element, failure, guarded, send, time } from './shared.js';
import { duration } from './engine.js';

export const PATH = '/ims/stuck-jobs';

/* More incidents of a group are shown when asked for. */
const FEW = 10;

function incidentLink(job) {
  if (job.incident) {
    const link = element('a', null, job.incident);
    link.href = '#/ims/incident/' + encodeURIComponent(job.incident);
    return link;
  }
  return 'no incident';
}

function instanceLink(job) {
  if (!job.instance) {
    return undefined;
  }
  const link = element('a', null, 'instance');
  link.href = '#/process-instance/' + encodeURIComponent(job.instance) + '/runtime';
  link.setAttribute('aria-label', 'Process instance' + (job.incident ? ' of ' + job.incident : ''));
  return link;
}

function jobLine(job) {
  const instance = instanceLink(job);
  return element('li', null, incidentLink(job), ', since ', time(job.since), ...(instance ? [', ', instance] : []));
}

function jobList(jobs) {
  const list = element('ul', 'ims-stuck-jobs', ...jobs.slice(0, FEW).map(jobLine));
  if (jobs.length <= FEW) {
    return list;
  }
  const rest = element('ul', 'ims-stuck-jobs', ...jobs.slice(FEW).map(jobLine));
  return element('div', null, list, element('details', null, element('summary', null, (jobs.length - FEW) + ' more'), rest));
}

function fact(label, ...content) {
  return element('div', null, element('dt', null, label), element('dd', null, ...content));
}

function jobsOf(number) {
  return number === 1 ? '1 job' : number + ' jobs';
}

function group(found, id, retry) {
  const title = element('h2', null, found.elementName || found.element || 'No element');
  title.id = id;
  const facts = element(
    'dl',
    'ims-record',
    fact('Process', (found.processName || found.process || 'none') + ', ' + (found.element || 'no element')),
    fact('Reason', found.cause + (found.reason ? ': ' + found.reason : '')),
    fact('What to do', found.advice),
    fact('Stuck for', duration(Math.max(0, Date.now() - Date.parse(found.since))) || '0 s')
  );
  const section = element('section', 'ims-stuck', title, facts, jobList(found.jobs));
  section.setAttribute('aria-labelledby', id);
  if (retry) {
    const button = element('button', 'btn btn-primary', 'Try ' + jobsOf(found.jobs.length) + ' again');
    button.type = 'button';
    button.setAttribute('aria-describedby', id);
    button.addEventListener('click', () => retry(button, found.jobs.map((job) => job.id)));
    section.append(button);
  }
  return section;
}

function summary(stuck) {
  if (stuck.count === 0) {
    return 'No job is stuck.';
  }
  return (stuck.more ? 'The oldest ' : '') + jobsOf(stuck.count) + (stuck.count === 1 ? ' is' : ' are') + ' stuck.';
}

/* What is said of an earlier step stays above the list that is read anew. */
async function show(page, api, said) {
  page.setAttribute('aria-busy', 'true');
  const told = element('p', 'ims-told', said || 'Looking…');
  told.setAttribute('role', 'status');
  page.replaceChildren(element('h1', null, 'Stuck jobs'), told);
  try {
    const stuck = await ask('/api/stuck-jobs');
    told.textContent = (said ? said + ' ' : '') + summary(stuck);
    const retry = async (button, jobs) => {
      button.disabled = true;
      try {
        const answer = await send('/api/stuck-jobs/retries', { jobs }, api);
        await show(page, api, 'Trying ' + jobsOf(answer.retried) + ' again.');
        page.querySelector('.ims-reload')?.focus();
      } catch (error) {
        button.disabled = false;
        button.after(failure(error));
      }
    };
    stuck.groups.forEach((found, index) =>
      page.append(group(found, 'ims-stuck-' + index, stuck.mayRetry ? retry : undefined))
    );
  } catch (error) {
    told.textContent = said || '';
    page.append(failure(error));
  }
  const reload = element('button', 'btn btn-default ims-reload', 'Look again');
  reload.type = 'button';
  reload.addEventListener('click', () => show(page, api).then(() => page.querySelector('.ims-reload')?.focus()));
  page.append(element('p', null, reload));
  page.removeAttribute('aria-busy');
}

function open(node, api) {
  const page = element('main', 'ims-page');
  node.append(page);
  document.title = 'IMS Cockpit | Stuck jobs';
  show(page, api).catch((error) => page.append(failure(error)));
}

export default [
  {
    id: 'ims-stuck-link',
    pluginPoint: 'cockpit.navigation',
    priority: 100,
    properties: { label: 'Stuck jobs', pagePath: '#' + PATH },
    checkActive: (url) => url.includes('#' + PATH),
    render: guarded('the link to the stuck jobs', (node) => {
      if (node) {
        const link = element('a', null, 'Stuck jobs');
        link.href = '#' + PATH;
        node.append(link);
      }
    })
  },
  {
    id: 'ims-stuck-jobs',
    pluginPoint: 'cockpit.route',
    priority: 0,
    properties: { path: PATH },
    render: guarded('the page of stuck jobs', (node, context) => {
      if (node) {
        open(node, context?.api);
      }
    })
  }
];
