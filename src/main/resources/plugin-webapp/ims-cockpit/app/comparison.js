/*
 * What differs between two versions of a model, by the ids of its elements. The layout does not count.
 */

import { parse } from './diagram.js';
import { decisions, ruleInWords } from './tables.js';

/* What stands for itself in a model; everything else is a part of the element that it stands in. */
const OWN =
  /^(.*[tT]ask|.*Gateway|startEvent|endEvent|boundaryEvent|intermediate.*Event|subProcess|adHocSubProcess|transaction|callActivity|process|sequenceFlow|textAnnotation|association|dataObject.*|dataStore.*|participant|messageFlow|lane|message|error|signal|escalation|collaboration)$/;

/* Follow from the flows, or are a matter of drawing. */
const DERIVED = /^(incoming|outgoing|flowNodeRef|BPMNDiagram)$/;

function attributes(element, withId) {
  return [...element.attributes]
    .filter((attribute) => attribute.prefix !== 'xmlns' && attribute.name !== 'xmlns')
    .filter((attribute) => withId || attribute.localName !== 'id')
    .map((attribute) => [attribute.localName, attribute.value]);
}

/* A part of an element as text that is the same for the same meaning. */
function canonical(part) {
  const inner = [...part.children].filter((child) => !DERIVED.test(child.localName)).map(canonical);
  return JSON.stringify([
    part.localName,
    attributes(part, false).sort(),
    inner.length ? inner : part.textContent.replace(/\s+/g, ' ').trim()
  ]);
}

/* Each aspect of an element: its attributes by name and its parts by kind. */
function aspects(element) {
  const found = new Map(attributes(element, false));
  for (const child of element.children) {
    if (DERIVED.test(child.localName) || (OWN.test(child.localName) && child.hasAttribute('id'))) {
      continue;
    }
    const parts = child.localName === 'extensionElements' ? [...child.children] : [child];
    parts.forEach((part) => found.set(part.localName, (found.get(part.localName) || '') + canonical(part)));
  }
  if (element.localName === 'textAnnotation') {
    found.set('text', element.textContent.trim());
  }
  return found;
}

function elements(xml) {
  const found = new Map();
  for (const element of parse(xml).getElementsByTagNameNS('http://www.omg.org/spec/BPMN/20100524/MODEL', '*')) {
    if (OWN.test(element.localName) && element.hasAttribute('id')) {
      found.set(element.getAttribute('id'), element);
    }
  }
  return found;
}

/* A flow without a name is known by its ends. */
function nameOf(element, all) {
  const end = (attribute) => all.get(element.getAttribute(attribute));
  const own = element.getAttribute('name');
  if (!own && end('sourceRef') && end('targetRef')) {
    return nameOf(end('sourceRef'), all) + ' → ' + nameOf(end('targetRef'), all);
  }
  return own || element.getAttribute('id');
}

function entry(element, all, what) {
  return {
    id: element.getAttribute('id'),
    name: nameOf(element, all),
    kind: element.localName,
    what
  };
}

/* {added, removed, changed}, each a list of {id, name, kind, what: [aspect]}. */
export function compareModels(before, after) {
  const old = elements(before);
  const now = elements(after);
  const result = { added: [], removed: [], changed: [] };
  old.forEach((element, id) => now.has(id) || result.removed.push(entry(element, old, [])));
  now.forEach((element, id) => {
    if (!old.has(id)) {
      result.added.push(entry(element, now, []));
      return;
    }
    const was = aspects(old.get(id));
    const is = aspects(element);
    const what = [...new Set([...was.keys(), ...is.keys()])].filter((aspect) => was.get(aspect) !== is.get(aspect));
    if (old.get(id).localName !== element.localName) {
      what.unshift('kind');
    }
    if (what.length) {
      result.changed.push(entry(element, now, what));
    }
  });
  return result;
}

function sameRule(one, other) {
  return ['description', 'inputs', 'outputs'].every((part) => JSON.stringify(one[part]) === JSON.stringify(other[part]));
}

function columns(table) {
  return JSON.stringify([
    table.expression,
    table.inputs.map((input) => [input.label, input.expression]),
    table.outputs.map((output) => [output.label, output.name])
  ]);
}

/*
 * What differs between two versions of one decision: a list of {change, rule, before, after} in the order of
 * the newer table, then what is gone. Where the first matching rule wins, the order counts too.
 */
export function compareTables(before, after, id) {
  const old = decisions(before).find((decision) => decision.id === id);
  const now = decisions(after).find((decision) => decision.id === id);
  if (!old || !now) {
    return [{ change: old ? 'removed' : 'added', rule: 'the decision', before: '', after: '' }];
  }
  const result = [];
  if (old.hitPolicy !== now.hitPolicy) {
    result.push({ change: 'changed', rule: 'hit policy', before: old.hitPolicy, after: now.hitPolicy });
  }
  if (columns(old) !== columns(now)) {
    const titles = (table) => table.expression || [...table.inputs, ...table.outputs].map((column) => column.label).join(', ');
    result.push({ change: 'changed', rule: 'columns', before: titles(old), after: titles(now) });
  }
  const said = (table, rule) => ruleInWords(table, rule) + (rule.description ? ' (' + rule.description + ')' : '');
  const was = new Map(old.rules.map((rule) => [rule.id, rule]));
  const is = new Map(now.rules.map((rule) => [rule.id, rule]));
  now.rules.forEach((rule, at) => {
    const earlier = was.get(rule.id);
    if (!earlier) {
      result.push({ change: 'added', rule: 'rule ' + (at + 1), before: '', after: said(now, rule) });
    } else if (!sameRule(earlier, rule)) {
      result.push({ change: 'changed', rule: 'rule ' + (at + 1), before: said(old, earlier), after: said(now, rule) });
    }
  });
  old.rules.forEach((rule, at) => {
    if (!is.has(rule.id)) {
      result.push({ change: 'removed', rule: 'rule ' + (at + 1), before: said(old, rule), after: '' });
    }
  });
  const order = (rules, others) => rules.filter((rule) => others.has(rule.id)).map((rule) => rule.id).join(' ');
  if (/^(FIRST|RULE ORDER|OUTPUT ORDER|PRIORITY)/.test(now.hitPolicy) && order(old.rules, is) !== order(now.rules, was)) {
    result.push({ change: 'changed', rule: 'order of the rules', before: order(old.rules, is), after: order(now.rules, was) });
  }
  return result;
}
