/*
 * Draws a BPMN model, with bpmn-visualization, and knows what is in it.
 */

import { element } from './shared.js';

let library;

/* The library is no module: it comes by a script of its own, once, when the first diagram is drawn. */
function loaded() {
  if (!library) {
    library = new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = new URL('./bpmn-visualization.js', import.meta.url).href;
      script.onload = () => resolve(window.bpmnvisu);
      script.onerror = () => {
        library = undefined;
        reject(new Error('The drawing of diagrams cannot be loaded'));
      };
      document.head.append(script);
    });
  }
  return library;
}

/*
 * Draws a model into a box with buttons for its size. Answers the registry of what is drawn, see
 * https://process-analytics.github.io/bpmn-visualization-js/api/.
 */
export async function draw(box, xml, label) {
  const { BpmnVisualization } = await loaded();
  const canvas = element('div', 'ims-canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', label);
  const buttons = element('div', 'ims-zoom');
  box.replaceChildren(canvas, buttons);
  const drawing = new BpmnVisualization({ container: canvas, navigation: { enabled: true } });
  const fit = () => drawing.navigation.fit({ type: 'Center', margin: 24 });
  drawing.load(xml, { fit: { type: 'Center', margin: 24 } });
  [
    ['+', 'Zoom in', () => drawing.navigation.zoom('in')],
    ['−', 'Zoom out', () => drawing.navigation.zoom('out')],
    ['Fit', 'Show all of the diagram', fit]
  ].forEach(([sign, title, action]) => {
    const button = element('button', 'btn btn-default btn-xs', sign);
    button.type = 'button';
    button.title = title;
    button.setAttribute('aria-label', title);
    button.addEventListener('click', action);
    buttons.append(button);
  });
  return drawing.bpmnElementsRegistry;
}

const FLOW_NODE = /(task|event|gateway|subProcess|callActivity|transaction)$/i;

export function parse(xml) {
  const model = new DOMParser().parseFromString(xml, 'text/xml');
  if (model.getElementsByTagName('parsererror').length > 0) {
    throw new Error('The model cannot be read');
  }
  return model;
}

/*
 * The flow nodes by id ({id, name, kind, incoming: [flow]}) and the flows ({id, source, target}) of a model.
 */
export function structure(xml) {
  const nodes = new Map();
  const flows = [];
  for (const found of parse(xml).getElementsByTagNameNS('*', '*')) {
    const id = found.getAttribute('id');
    if (id && found.localName === 'sequenceFlow') {
      flows.push({ id, source: found.getAttribute('sourceRef'), target: found.getAttribute('targetRef') });
    } else if (id && FLOW_NODE.test(found.localName)) {
      nodes.set(id, { id, name: found.getAttribute('name') || words(found.localName), kind: found.localName, incoming: [] });
    }
  }
  flows.forEach((flow) => nodes.get(flow.target) && nodes.get(flow.target).incoming.push(flow));
  return { nodes, flows };
}

/* A kind of element in words: businessRuleTask is a business rule task. */
export function words(kind) {
  return kind.replace(/([A-Z])/g, ' $1').toLowerCase().trim();
}

const BADGE = { dark: ['#14324a', '#ffffff'], light: ['#ffffff', '#14324a'], late: ['#b3261e', '#ffffff'] };

/* A small label on an element. */
export function badge(registry, id, position, label, look = 'dark') {
  const [background, colour] = BADGE[look];
  registry.addOverlays(id, {
    position,
    label,
    style: { fill: { color: background }, stroke: { color: '#14324a', width: 1 }, font: { color: colour, size: 11 } }
  });
}
