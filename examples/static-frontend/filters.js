import { element } from './element.js';
import { labelOf, say, show } from './words.js';

/** @typedef {import('@stock-analyzer/store').Snapshot} Snapshot */
/** @typedef {import('@stock-analyzer/store').Filter} Filter */
/** @typedef {{ field: string, from: string, to: string }} Range */

/** Fields whose values are chosen from a list. */
const CHOICES = /** @type {const} */ (['industry', 'exchange']);

/** What companies are narrowed down to: a choice of industry and exchange, and ranges of numbers. */
export class Filters {
  /** @type {Map<string, string>} */
  #chosen = new Map();
  /** @type {Range[]} */
  #ranges = [];
  #place;
  #changed;
  /** @type {Snapshot | undefined} */
  #week;

  /** @param {HTMLElement} place @param {() => void} changed */
  constructor(place, changed) {
    this.#place = place;
    this.#changed = changed;
  }

  /** Draws the controls for a week, in the language that is spoken. @param {Snapshot} week */
  show(week) {
    this.#week = week;
    const add = button(say('addRange'), () => {
      this.#ranges.push({ field: 'ROE (Fwd)', from: '', to: '' });
      this.#redraw();
    });
    const reset = button(say('reset'), () => {
      this.#chosen.clear();
      this.#ranges = [];
      this.#redraw();
    });
    this.#place.replaceChildren(
      ...CHOICES.map((field) => this.#choice(week, field)),
      ...this.#ranges.map((range) => this.#range(week, range)),
      add,
      reset,
    );
  }

  /** @returns {Filter} */
  get filter() {
    /** @type {Filter[]} */
    const parts = [...this.#chosen].map(([field, value]) => ({ [field]: value }));
    for (const { field, from, to } of this.#ranges) {
      const [least, most] = [Number.parseFloat(from), Number.parseFloat(to)];
      if (!Number.isNaN(least)) parts.push({ [field]: { $gte: least } });
      if (!Number.isNaN(most)) parts.push({ [field]: { $lte: most } });
    }
    return parts.length > 0 ? { $and: parts } : {};
  }

  #redraw() {
    if (this.#week) this.show(this.#week);
    this.#changed();
  }

  /** @param {Snapshot} week @param {typeof CHOICES[number]} field */
  #choice(week, field) {
    const select = element('select', { name: field });
    select.append(new Option(say('all'), ''));
    for (const { group, companies } of week.aggregate({ by: field, fields: [] }).groups) {
      if (group !== null) select.append(new Option(`${group} (${show(companies)})`, String(group)));
    }
    select.value = this.#chosen.get(field) ?? '';
    select.addEventListener('change', () => {
      if (select.value) this.#chosen.set(field, select.value);
      else this.#chosen.delete(field);
      this.#changed();
    });
    return element('label', {}, element('span', {}, say(field)), select);
  }

  /** @param {Snapshot} week @param {Range} range */
  #range(week, range) {
    const select = element('select', { ariaLabel: say('field') });
    for (const field of week.dataset.schema.fields) {
      if (field.kind !== 'string' && week.dataset.fields.byName.has(field.name)) {
        select.append(new Option(labelOf(field, week.info.month), field.name));
      }
    }
    select.value = range.field;
    select.addEventListener('change', () => {
      range.field = select.value;
      this.#changed();
    });
    /** @param {'from' | 'to'} end @param {string} label */
    const bound = (end, label) => {
      const input = element('input', {
        type: 'number',
        step: 'any',
        placeholder: label,
        ariaLabel: label,
        value: range[end],
      });
      input.addEventListener('input', () => {
        range[end] = input.value;
        this.#changed();
      });
      return input;
    };
    const remove = button('×', () => {
      this.#ranges = this.#ranges.filter((other) => other !== range);
      this.#redraw();
    });
    remove.ariaLabel = say('removeRange');
    return element(
      'fieldset',
      { className: 'range' },
      select,
      bound('from', say('atLeast')),
      bound('to', say('atMost')),
      remove,
    );
  }
}

/** @param {string} text @param {() => void} pressed */
function button(text, pressed) {
  const made = element('button', { type: 'button' }, text);
  made.addEventListener('click', pressed);
  return made;
}
