import { element } from './element.js';
import { scaleLinear, scaleUtc } from './libraries.js';
import { say, show, showBriefly, spoken } from './words.js';

const [WIDTH, HEIGHT] = [320, 150];
const EDGE = { top: 10, right: 12, bottom: 22, left: 48 };

/** @typedef {{ asOf: string, value: number, corrected: boolean }} Point One week's value. */

/**
 * Values through the weeks as a line, with a name that reads them out.
 *
 * @param {string} title @param {Point[]} points By date.
 */
export function chart(title, points) {
  const dates = points.map(({ asOf }) => new Date(asOf));
  const values = points.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  // A line that hardly moves does not look like one that jumps.
  const room = Math.max((most - least) * 0.1, Math.abs(most) * 0.02, 0.01);
  const x = scaleUtc()
    .domain([/** @type {Date} */ (dates[0]), /** @type {Date} */ (dates.at(-1))])
    .range([EDGE.left, WIDTH - EDGE.right]);
  const y = scaleLinear()
    .domain([least - room, most + room])
    .nice(4)
    .range([HEIGHT - EDGE.bottom, EDGE.top]);
  /** @param {Date} date */
  const across = (date) => (dates.length > 1 ? x(date) : WIDTH / 2);
  const places = points.map((point, at) => ({
    ...point,
    left: across(/** @type {Date} */ (dates[at])),
    top: y(point.value),
  }));

  const image = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img' });
  image.setAttribute(
    'aria-label',
    `${title}. ${points.map(({ asOf, value }) => say('point', asOf, show(value))).join(', ')}`,
  );
  for (const tick of y.ticks(4)) {
    const at = y(tick);
    image.append(
      svg('line', { class: 'grid', x1: EDGE.left, x2: WIDTH - EDGE.right, y1: at, y2: at }),
      svg('text', { class: 'across', x: EDGE.left - 6, y: at + 4 }, showBriefly(tick)),
    );
  }
  for (const date of [...new Set([dates[0], dates.at(-1)])]) {
    if (!date) continue;
    const text = date.toLocaleDateString(spoken(), { month: 'short', day: 'numeric', timeZone: 'UTC' });
    const anchor = dates.length === 1 ? 'middle' : date === dates[0] ? 'start' : 'end';
    image.append(svg('text', { x: across(date), y: HEIGHT - 6, 'text-anchor': anchor }, text));
  }
  const line = places.map(({ left, top }) => `${left.toFixed(1)},${top.toFixed(1)}`).join(' ');
  image.append(svg('polyline', { class: 'line', points: line }));
  for (const { asOf, value, corrected, left, top } of places) {
    const tip = say('point', asOf, show(value)) + (corrected ? ` (${say('corrected')})` : '');
    image.append(
      svg(
        'circle',
        { class: corrected ? 'corrected' : 'dot', cx: left, cy: top, r: 3.5 },
        svg('title', {}, tip),
      ),
    );
  }
  return element('figure', {}, element('figcaption', {}, title), image);
}

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
function svg(tag, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}
