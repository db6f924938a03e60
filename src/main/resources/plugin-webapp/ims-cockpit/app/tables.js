/*
 * Reads decision tables and draws them as tables of the page.
 */

import { element } from './shared.js';
import { parse } from './diagram.js';
import { text } from './engine.js';

function children(parent, name) {
  return [...parent.children].filter((child) => child.localName === name);
}

function said(parent, name) {
  const child = children(parent, name)[0];
  return child ? child.textContent.trim() : '';
}

/* The decisions of a model: {id, name, description, hitPolicy, inputs, outputs, rules} or, of a mere expression, {expression}. */
export function decisions(xml) {
  return [...parse(xml).getElementsByTagNameNS('*', 'decision')].map((decision) => {
    const read = {
      id: decision.getAttribute('id'),
      name: decision.getAttribute('name') || decision.getAttribute('id'),
      description: said(decision, 'description'),
      hitPolicy: '',
      inputs: [],
      outputs: [],
      rules: []
    };
    const table = children(decision, 'decisionTable')[0];
    if (!table) {
      const literal = children(decision, 'literalExpression')[0];
      read.expression = literal ? said(literal, 'text') : '';
      return read;
    }
    read.hitPolicy = [table.getAttribute('hitPolicy') || 'UNIQUE', table.getAttribute('aggregation')]
      .filter(Boolean)
      .join(' ');
    read.inputs = children(table, 'input').map((input) => {
      const expression = children(input, 'inputExpression')[0];
      return {
        id: input.getAttribute('id'),
        expression: expression ? said(expression, 'text') : '',
        label: input.getAttribute('label') || (expression ? said(expression, 'text') : '')
      };
    });
    read.outputs = children(table, 'output').map((output) => ({
      id: output.getAttribute('id'),
      name: output.getAttribute('name') || '',
      label: output.getAttribute('label') || output.getAttribute('name') || ''
    }));
    read.rules = children(table, 'rule').map((rule) => ({
      id: rule.getAttribute('id'),
      description: said(rule, 'description'),
      inputs: children(rule, 'inputEntry').map((entry) => said(entry, 'text')),
      outputs: children(rule, 'outputEntry').map((entry) => said(entry, 'text'))
    }));
    return read;
  });
}

/* A rule in one line: what it asks for and what follows. */
export function ruleInWords(table, rule) {
  const asks = table.inputs
    .map((input, at) => rule.inputs[at] && rule.inputs[at] !== '-' && input.label + ' ' + rule.inputs[at])
    .filter(Boolean);
  const gives = table.outputs.map((output, at) => output.label + ' ' + (rule.outputs[at] || '–'));
  return (asks.length ? asks.join(', ') : 'always') + ' → ' + gives.join(', ');
}

/*
 * The table with what was asked in its head and the rules that fired marked, in words too.
 */
export function drawTable(decision, inputs, fired) {
  const given = new Map(inputs.map((input) => [input.clauseId, text(input.value)]));
  const row = (name, ...cells) => element(name, null, ...cells);
  const head = (content, className) => {
    const cell = element('th', className, content);
    cell.scope = 'col';
    return cell;
  };
  const caption = element('caption', null, decision.name + ', hit policy ' + decision.hitPolicy.toLowerCase());
  const titles = row(
    'tr',
    head('Rule'),
    ...decision.inputs.map((input) => {
      const cell = head(input.label, 'ims-input');
      if (given.has(input.id)) {
        cell.append(element('span', 'ims-given', ' = ' + given.get(input.id)));
      }
      return cell;
    }),
    ...decision.outputs.map((output) => head(output.label, 'ims-output')),
    head('Why')
  );
  const rules = decision.rules.map((rule, at) => {
    const fires = fired.has(rule.id);
    const line = row(
      'tr',
      element('td', null, (fires ? '✔ ' : '') + (at + 1) + (fires ? ' fired' : '')),
      ...decision.inputs.map((input, index) => element('td', null, rule.inputs[index] || '–')),
      ...decision.outputs.map((output, index) => element('td', null, rule.outputs[index] || '–')),
      element('td', 'ims-why', rule.description)
    );
    if (fires) {
      line.className = 'ims-fired';
    }
    return line;
  });
  return element('table', 'table ims-table ims-decision', caption, element('thead', null, titles), element('tbody', null, ...rules));
}
