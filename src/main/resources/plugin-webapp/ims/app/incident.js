/*
 * The tab "Incident" beside the form of a task: where the incident stands and why, its clocks, its people, its
 * evidence, its messages and its story, and what whoever looks may add to them.
 *
 * Nothing here may throw out of a render function. Text of an incident is written as text, never as HTML.
 */

const PAGE = 100;
const MESSAGES_SHOWN = 6;
const TICK = 30000;

const GROUPS = [
  ['all', 'Everything'],
  ['work', 'People\u2019s work'],
  ['messages', 'Messages'],
  ['decisions', 'Decisions']
];

let panes = 0;

function element(name, className, ...content) {
  const created = document.createElement(name);
  if (className) {
    created.className = className;
  }
  created.append(...content.filter((part) => part !== undefined && part !== null && part !== ''));
  return created;
}

/* Given by the plugin, which writes times on cards too. */
let minutes;

function moment(text, className) {
  const time = element('time', className, minutes(new Date(text)));
  time.dateTime = text;
  return time;
}

function span(milliseconds) {
  const all = Math.round(Math.abs(milliseconds) / 60000);
  const days = Math.floor(all / 1440);
  const hours = Math.floor((all % 1440) / 60);
  const parts = days ? [days + ' d', hours + ' h'] : [hours ? hours + ' h' : '', (all % 60) + ' min'];
  return parts.filter(Boolean).join(' ');
}

function size(bytes) {
  if (bytes < 1024) {
    return bytes + ' bytes';
  }
  return bytes < 1048576 ? Math.round(bytes / 1024) + ' KB' : (bytes / 1048576).toFixed(1) + ' MB';
}

function words(constant) {
  return String(constant).toLowerCase().replace(/[_-]/g, ' ');
}

/* The API knows the session of Tasklist; whoever changes something proves with its token that it is no other site. */

function incidentAddress(number) {
  return window.location.pathname.split('/camunda/app/')[0] + '/api/incidents/' + encodeURIComponent(number);
}

function problem(status, text) {
  let told;
  try {
    const answer = JSON.parse(text);
    told = (answer.errors || []).map((error) => error.message).join(' ') || answer.detail;
  } catch (error) {
    told = '';
  }
  return new Error(told || 'The server answered ' + status + '.');
}

async function call(address, options) {
  const answer = await fetch(address, Object.assign({ credentials: 'same-origin' }, options));
  const text = await answer.text();
  if (!answer.ok) {
    throw problem(answer.status, text);
  }
  return text ? JSON.parse(text) : undefined;
}

function read(address) {
  return call(address, { headers: { Accept: 'application/json' } });
}

function upload(address, token, file, description, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('X-XSRF-TOKEN', token);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader(
      'Content-Disposition',
      "attachment; filename*=UTF-8''" +
        encodeURIComponent(file.name).replace(/['()*]/g, (sign) => '%' + sign.charCodeAt(0).toString(16))
    );
    if (description) {
      request.setRequestHeader('Content-Description', encodeURIComponent(description));
    }
    request.upload.addEventListener('progress', (event) => progress(event.loaded / (event.total || 1)));
    request.addEventListener('load', () =>
      request.status === 201 ? resolve() : reject(problem(request.status, request.responseText))
    );
    request.addEventListener('error', () => reject(new Error('The connection broke off; the file was not kept.')));
    request.send(file);
  });
}

/* The sections */

function section(name, ...content) {
  const key = 'ims-section-' + name.toLowerCase().replace(/[^a-z]+/g, '-');
  const heading = element('h5', '', name);
  heading.id = key + panes;
  const created = element('section', 'ims-section ' + key, heading, ...content);
  created.setAttribute('aria-labelledby', heading.id);
  return created;
}

function head(overview, token, changed) {
  const line = element('div', 'ims-head-line');
  const label = overview.major === 'ACCEPTED' ? 'Major' : overview.priority || 'new';
  line.append(
    element('span', 'ims-priority ims-' + label.toLowerCase(), label),
    element('span', 'ims-state', words(overview.state)),
    element('span', 'ims-quiet', 'since ', moment(overview.stateSince))
  );
  if (overview.holdReason) {
    line.append(element('span', 'ims-quiet', 'waiting for the ' + words(overview.holdReason)));
  }
  [
    [overview.restricted, 'restricted'],
    [overview.drill, 'drill'],
    [overview.legalHold, 'legal hold'],
    [overview.major === 'CANDIDATE', 'perhaps major']
  ].forEach(([is, name]) => is && line.append(element('span', 'ims-badge', name)));
  const facts = [
    overview.service && 'Service ' + overview.service,
    overview.parent && 'part of ' + overview.parent,
    overview.duplicateOf && 'the same as ' + overview.duplicateOf
  ].filter(Boolean);
  const top = element('div', 'ims-head', element('h4', '', overview.number + ' \u00b7 ' + overview.title), line);
  if (overview.priorityBecause) {
    top.append(element('p', 'ims-because', overview.priorityBecause));
  }
  if ((overview.priorityFrom || []).length) {
    top.append(element('p', 'ims-quiet', overview.priorityFrom.join(' \u00b7 ')));
  }
  if (facts.length) {
    top.append(element('p', 'ims-quiet', facts.join(' \u00b7 ')));
  }
  if (overview.majorBecause) {
    const verdict = { NONE: 'No major incident', CANDIDATE: 'Perhaps a major incident', ACCEPTED: 'A major incident' };
    top.append(
      element('p', 'ims-quiet', (verdict[overview.major] || 'Major incident ' + words(overview.major)) + ': ' + overview.majorBecause)
    );
  }
  if (overview.bridge) {
    top.append(element('p', 'ims-quiet', 'The response meets at ' + overview.bridge));
  }
  if (overview.legalHold) {
    const hold = overview.legalHold;
    top.append(
      element('p', 'ims-quiet', 'Under legal hold by ' + hold.by + ' since ', moment(hold.since), ': ' + hold.reason)
    );
  }
  if (overview.may.holdLegally) {
    const address = incidentAddress(overview.number) + '/legal-hold';
    const [label, question, method] = overview.legalHold
      ? ['Release the legal hold', 'Why the legal hold ends', 'DELETE']
      : ['Put under legal hold', 'Why nothing of it may be destroyed', 'PUT'];
    top.append(
      reasoned(label, question, async (reason) => {
        await change(method, address, token, { reason });
        await changed();
      })
    );
  }
  return top;
}

function left(clock) {
  if (clock.state === 'met') {
    return 'kept';
  }
  if (clock.metAt) {
    return 'kept too late';
  }
  if (!clock.due) {
    return clock.state === 'paused' ? 'paused' : '';
  }
  const rest = new Date(clock.due).getTime() - Date.now();
  return rest < 0 ? span(rest) + ' over' : span(rest) + ' left';
}

function clocks(overview) {
  const list = element('ul', 'ims-clocks');
  overview.clocks.forEach((clock) => {
    const late = () =>
      clock.state === 'breached' || (clock.state === 'running' && clock.due && new Date(clock.due) < new Date());
    const rest = element('span', 'ims-left', left(clock));
    const row = element('li', '', element('span', 'ims-clock-name', clock.name), rest);
    if (clock.due && !clock.metAt) {
      row.append(element('span', 'ims-quiet', 'by ', moment(clock.due)));
    }
    if (clock.metAt) {
      row.append(element('span', 'ims-quiet', 'done ', moment(clock.metAt)));
    }
    if (clock.note) {
      row.append(element('span', 'ims-quiet', clock.note));
    }
    row.imsTick = () => {
      rest.textContent = left(clock);
      row.className = 'ims-clock ims-clock-' + (late() ? 'breached' : clock.state);
    };
    row.imsTick();
    list.append(row);
  });
  return section('Clocks', overview.clocks.length ? list : element('p', 'ims-quiet', 'Nothing is promised now.'));
}

function people(overview) {
  const list = element('dl', 'ims-people');
  overview.people.forEach((one) => {
    const who = one.name && one.name !== one.who ? one.name + ' (' + one.who + ')' : one.who;
    list.append(element('div', '', element('dt', '', one.role), element('dd', '', who)));
  });
  return section('People', list);
}

/* What is done for a reason: a button that asks for the reason, then does it. */
function reasoned(label, question, act) {
  const button = element('button', 'btn btn-link btn-xs ims-reasoned', label + '\u2026');
  button.type = 'button';
  const reason = element('input', 'form-control input-sm');
  reason.type = 'text';
  reason.required = true;
  reason.maxLength = 4000;
  reason.placeholder = question;
  reason.setAttribute('aria-label', question);
  const confirm = element('button', 'btn btn-primary btn-sm', label);
  confirm.type = 'submit';
  const cancel = element('button', 'btn btn-link btn-sm', 'Cancel');
  cancel.type = 'button';
  const status = element('p', 'ims-status');
  status.setAttribute('role', 'status');
  const form = element('form', 'ims-reason', reason, confirm, cancel, status);
  form.hidden = true;
  const show = (open) => {
    form.hidden = !open;
    button.hidden = open;
    (open ? reason : button).focus();
  };
  button.addEventListener('click', () => show(true));
  cancel.addEventListener('click', () => show(false));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    status.textContent = '';
    status.classList.remove('ims-error');
    confirm.disabled = true;
    try {
      await act(reason.value);
    } catch (error) {
      fail(status, error);
    } finally {
      confirm.disabled = false;
    }
  });
  return element('span', 'ims-reasoned-box', button, form);
}

function change(method, address, token, body) {
  return call(address, {
    method,
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token },
    body: JSON.stringify(body)
  });
}

function custody(address) {
  const list = element('ol', 'ims-entries ims-custody');
  const status = element('p', 'ims-status');
  status.setAttribute('role', 'status');
  const details = element('details', 'ims-file-description', element('summary', '', 'Chain of custody'), list, status);
  details.addEventListener('toggle', () => {
    if (!details.open) {
      return;
    }
    read(address + '/custody').then(
      (events) =>
        list.replaceChildren(
          ...events.map((event) =>
            element(
              'li',
              'ims-entry',
              moment(event.at, 'ims-entry-at'),
              element('span', 'ims-entry-text', words(event.event) + (event.reason ? ': ' + event.reason : '')),
              element('span', 'ims-entry-actor', event.by)
            )
          )
        ),
      (error) => fail(status, error)
    );
  });
  return details;
}

function evidenceRow(file, address, overview, token, removed) {
  const row = element('li', 'ims-file');
  let name;
  if (file.removedAt) {
    name = element('span', 'ims-file-name', file.fileName);
  } else {
    name = element('a', 'ims-file-name', file.fileName);
    name.href = address + '/' + file.id;
    name.download = file.fileName;
  }
  const hash = element('code', 'ims-hash', file.sha256.slice(0, 12));
  hash.title = 'SHA-256 ' + file.sha256;
  row.append(
    name,
    element('span', 'ims-quiet', file.mediaType + ', ' + size(file.size)),
    hash,
    element('span', 'ims-quiet', file.putBy + ', ', moment(file.putAt))
  );
  if (file.description) {
    row.append(element('span', 'ims-file-description', file.description));
  }
  if (file.removedAt) {
    const told = ['Removed by ' + file.removedBy + ', ', moment(file.removedAt), ': ' + file.removedBecause];
    row.append(element('span', 'ims-file-description', ...told));
  } else if (overview.may.removeFiles && !overview.legalHold) {
    row.append(
      reasoned('Remove', 'Why ' + file.fileName + ' is removed', async (reason) => {
        await change('DELETE', address + '/' + file.id, token, { reason });
        await removed();
      })
    );
  }
  if (overview.may.readStory) {
    row.append(custody(address + '/' + file.id));
  }
  return row;
}

function evidence(overview, token, added) {
  const address = incidentAddress(overview.number) + '/evidence';
  const list = element('ul', 'ims-files');
  const status = element('p', 'ims-status', 'Loading\u2026');
  status.setAttribute('role', 'status');
  const show = () =>
    read(address).then(
      (files) => {
        list.replaceChildren(...files.map((file) => evidenceRow(file, address, overview, token, changed)));
        if (!status.classList.contains('ims-error')) {
          status.textContent = files.length ? '' : 'No files yet.';
        }
      },
      (error) => fail(status, error)
    );
  const changed = () => show().then(added);
  const created = section('Evidence', list, status);
  if (overview.may.addFiles) {
    created.append(drop(overview, address, token, status, changed));
  }
  show();
  return created;
}

function fail(status, error) {
  console.warn('IMS:', error.message);
  status.textContent = error.message;
  status.classList.add('ims-error');
}

function drop(overview, address, token, status, added) {
  const input = element('input', 'ims-file-input');
  input.type = 'file';
  input.multiple = true;
  input.id = 'ims-file' + panes;
  const pick = element('label', 'btn btn-default btn-sm', 'Add files\u2026');
  pick.htmlFor = input.id;
  const description = element('input', 'form-control ims-description');
  description.type = 'text';
  description.maxLength = 1000;
  description.placeholder = 'What they show (optional)';
  description.setAttribute('aria-label', 'What the files show');
  const progress = element('progress', 'ims-progress');
  progress.max = 1;
  progress.hidden = true;
  progress.setAttribute('aria-label', 'How much of the file is sent');
  const limit = overview.may.largestFile;
  const zone = element(
    'div',
    'ims-drop',
    description,
    input,
    pick,
    element('span', 'ims-quiet', 'or drop them here, up to ' + size(limit) + ' each'),
    progress
  );
  const send = async (files) => {
    status.classList.remove('ims-error');
    input.disabled = true;
    try {
      for (const file of files) {
        if (file.size > limit) {
          throw new Error(file.name + ' has ' + size(file.size) + '; a file may have ' + size(limit) + '.');
        }
        status.textContent = 'Sending ' + file.name + '\u2026';
        progress.hidden = false;
        progress.value = 0;
        await upload(address, token, file, description.value.trim(), (share) => (progress.value = share));
      }
      description.value = '';
      status.textContent = '';
    } catch (error) {
      fail(status, error);
    } finally {
      progress.hidden = true;
      input.disabled = false;
      input.value = '';
      await added();
    }
  };
  input.addEventListener('change', () => send(Array.from(input.files)));
  ['dragenter', 'dragover'].forEach((type) =>
    zone.addEventListener(type, (event) => {
      event.preventDefault();
      zone.classList.add('ims-drop-over');
    })
  );
  zone.addEventListener('dragleave', () => zone.classList.remove('ims-drop-over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('ims-drop-over');
    if (!input.disabled) {
      send(Array.from(event.dataTransfer.files));
    }
  });
  return zone;
}

function entryRow(entry, correct) {
  const row = element('li', 'ims-entry ims-entry-' + String(entry.kind).replace(/[^a-z-]/g, ''));
  const text = element('span', 'ims-entry-text', entry.text);
  if (entry.corrects) {
    text.prepend(element('em', '', 'Correction of entry ' + entry.corrects + ': '));
  }
  row.append(moment(entry.at, 'ims-entry-at'), text, element('span', 'ims-entry-actor', entry.actor || ''));
  if (correct && /^(note|correction)-added$/.test(entry.kind)) {
    const again = element('button', 'btn btn-link btn-xs ims-correct', 'Correct');
    again.type = 'button';
    again.setAttribute('aria-label', 'Correct entry ' + entry.entry);
    again.addEventListener('click', () => correct(entry));
    text.append(element('span', 'ims-entry-number', 'entry ' + entry.entry), again);
  }
  return row;
}

function messages(overview) {
  const list = element('ol', 'ims-entries ims-messages');
  const status = element('p', 'ims-status', 'Loading\u2026');
  status.setAttribute('role', 'status');
  read(incidentAddress(overview.number) + '/timeline?group=messages&limit=' + MESSAGES_SHOWN).then(
    (entries) => {
      list.replaceChildren(...entries.reverse().map((entry) => entryRow(entry)));
      status.textContent = entries.length ? '' : 'Nobody was told anything yet.';
    },
    (error) => fail(status, error)
  );
  return section('Last messages', list, status);
}

function story(overview, token) {
  const address = incidentAddress(overview.number) + '/timeline';
  const list = element('ol', 'ims-entries ims-story');
  const status = element('p', 'ims-status');
  status.setAttribute('role', 'status');
  const filter = element('select', 'form-control input-sm ims-filter');
  filter.setAttribute('aria-label', 'What the timeline shows');
  GROUPS.forEach(([value, name]) => filter.append(new Option(name, value)));
  const earlier = element('button', 'btn btn-default btn-sm ims-earlier', 'Earlier');
  earlier.type = 'button';
  let before;
  let asked = 0;
  let correct;
  const load = (more) => {
    const mine = ++asked;
    status.textContent = 'Loading\u2026';
    status.classList.remove('ims-error');
    const parameters = new URLSearchParams({ group: filter.value, limit: PAGE });
    if (more) {
      parameters.set('before', before);
    }
    return read(address + '?' + parameters).then(
      (entries) => {
        if (mine !== asked) {
          return;
        }
        earlier.hidden = entries.length < PAGE;
        before = entries.length ? entries[0].at : before;
        const rows = entries.reverse().map((entry) => entryRow(entry, correct));
        if (more) {
          list.append(...rows);
        } else {
          list.replaceChildren(...rows);
        }
        status.textContent = list.children.length ? '' : 'Nothing yet.';
      },
      (error) => mine === asked && fail(status, error)
    );
  };
  earlier.hidden = true;
  earlier.addEventListener('click', () => load(true));
  filter.addEventListener('change', () => load(false));
  const created = section('Timeline', filter, list, status, earlier);
  if (overview.may.addNotes) {
    const form = noteForm(address, token, () => load(false));
    correct = form.imsCorrect;
    created.querySelector('h5').after(form);
  }
  load(false);
  created.imsReload = () => load(false);
  return created;
}

function noteForm(address, token, added) {
  const form = element('form', 'ims-note');
  const text = element('textarea', 'form-control');
  text.rows = 2;
  text.maxLength = 4000;
  text.required = true;
  text.placeholder = 'Add an entry. Nobody can change it later; it can be corrected by another.';
  text.setAttribute('aria-label', 'Entry');
  const at = element('input', 'form-control input-sm');
  at.type = 'datetime-local';
  const when = element('label', 'ims-when', 'Happened at (now, when empty) ', at);
  const submit = element('button', 'btn btn-primary btn-sm', 'Add entry');
  submit.type = 'submit';
  const about = element('span', 'ims-quiet ims-about');
  const cancel = element('button', 'btn btn-link btn-xs', 'Not a correction');
  cancel.type = 'button';
  cancel.hidden = true;
  const status = element('p', 'ims-status');
  status.setAttribute('role', 'status');
  let corrects = null;
  form.imsCorrect = (entry) => {
    corrects = entry ? entry.entry : null;
    about.textContent = entry ? 'Corrects entry ' + entry.entry : '';
    cancel.hidden = !entry;
    submit.textContent = entry ? 'Add correction' : 'Add entry';
    text.focus();
  };
  cancel.addEventListener('click', () => form.imsCorrect(null));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    status.textContent = '';
    status.classList.remove('ims-error');
    submit.disabled = true;
    const note = { text: text.value, corrects };
    if (at.value) {
      note.at = new Date(at.value).toISOString();
    }
    try {
      await change('POST', address, token, note);
      text.value = '';
      at.value = '';
      form.imsCorrect(null);
      await added();
    } catch (error) {
      fail(status, error);
    } finally {
      submit.disabled = false;
    }
  });
  form.append(text, element('div', 'ims-note-line', when, about, cancel, submit), status);
  return form;
}

/* Clocks go on while somebody looks at them, and stop with the pane. */
function tick(pane) {
  const timer = window.setInterval(() => {
    if (!pane.isConnected) {
      window.clearInterval(timer);
      return;
    }
    pane.querySelectorAll('.ims-clock').forEach((row) => row.imsTick());
  }, TICK);
}

export function renderIncident(node, context, scope, writeTime) {
  minutes = writeTime;
  const number = /INC-\d{4}-\d{6,}/.exec((scope.task && scope.task.name) || '');
  const pane = element('div', 'ims-incident');
  node.append(pane);
  if (!number) {
    pane.append(element('p', 'ims-status', 'This task belongs to no incident.'));
    return;
  }
  const status = element('p', 'ims-status', 'Loading\u2026');
  status.setAttribute('role', 'status');
  pane.append(status);
  panes++;
  const token = context.api.CSRFToken;
  const show = async () => {
    const overview = await read(incidentAddress(number[0]) + '/overview');
    if (!overview.may.readStory) {
      pane.replaceChildren(head(overview, token, show), evidence(overview, token, () => undefined));
      return;
    }
    const told = story(overview, token);
    pane.replaceChildren(
      head(overview, token, show),
      element('div', 'ims-columns', clocks(overview), people(overview)),
      evidence(overview, token, () => told.imsReload()),
      messages(overview),
      told
    );
  };
  show()
    .then(() => tick(pane))
    .catch((error) => fail(status, error));
}
