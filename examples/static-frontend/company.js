import { chart } from './chart.js';
import { element } from './element.js';
import { categoryLabels, fieldTexts, unitLabels } from './libraries.js';
import { labelOf, say, show, spoken, tellMark } from './words.js';

/** @typedef {import('@stock-analyzer/store').Store} Store */
/** @typedef {import('@stock-analyzer/store').Snapshot} Snapshot */
/** @typedef {import('@stock-analyzer/store').CompanyAt} CompanyAt */
/** @typedef {import('@stock-analyzer/schema').FieldDefinition} Field */

/** How many weeks the charts go back; worker.js keeps as many for use offline. */
const WEEKS = 8;
/** Keys of the fields that have a chart. */
const CHARTED = ['per', 'pbr', 'roe', 'operatingMargin', 'marketCapUsdMn', 'returnY'];

/**
 * Shows one company: its fields by category, what was corrected, and how some of them went.
 *
 * @param {HTMLElement} place @param {Store} store @param {Snapshot} week @param {string} ticker
 */
export function showCompany(place, store, week, ticker) {
  const company = week.get(ticker);
  const back = element('a', { href: '#/', className: 'back' }, `← ${say('back')}`);
  if (!company) {
    place.replaceChildren(back, element('p', { role: 'alert' }, say('noCompany', ticker)));
    return;
  }
  const title = element(
    'h2',
    { tabIndex: -1 },
    `${show(company.fields.corpName)} `,
    element('small', {}, ticker),
  );
  const facts = ['industry', 'exchange'].map((name) => company.fields[name]).filter((value) => value);
  const charts = element('div', { className: 'charts' }, say('loading'));
  const { fields } = week.dataset.schema;
  const categories = [...new Set(fields.map(({ category }) => category))];
  place.replaceChildren(
    back,
    title,
    element('p', { className: 'quiet' }, [...facts, say('week', week.info.asOf)].join(' · ')),
    element('section', {}, element('h3', {}, say('history')), charts),
    element(
      'div',
      { className: 'categories' },
      ...categories.map((category) =>
        categorySection(
          categoryLabels[category][spoken()],
          fields.filter((field) => field.category === category && week.dataset.fields.byName.has(field.name)),
          company,
        ),
      ),
    ),
  );
  title.focus();
  drawCharts(charts, store, week, ticker);
}

/** @param {string} title @param {Field[]} fields @param {CompanyAt} company */
function categorySection(title, fields, company) {
  const rows = fields.flatMap((field) => {
    const mark = company.marks.find((candidate) => candidate.field === field.name);
    const value = company.fields[field.name];
    const unit = value === null || value === undefined ? '' : unitLabels[field.unit][spoken()];
    const cell = element('td', { className: mark ? 'number corrected' : 'number' }, show(value), ' ');
    if (unit) cell.append(element('small', {}, unit));
    const head = element('th', { scope: 'row' }, labelOf(field, company.month));
    head.append(element('small', { className: 'note' }, fieldTexts(field).description[spoken()]));
    const row = element('tr', {}, head, cell);
    if (!mark) return [row];
    const told = `✎ ${say('corrected')}: ${tellMark(mark)}`;
    const reason = element(
      'td',
      { colSpan: 2, className: 'corrected' },
      element('span', { className: 'note' }, told),
    );
    return [row, element('tr', {}, reason)];
  });
  return element(
    'section',
    {},
    element('h3', {}, title),
    element('table', {}, element('tbody', {}, ...rows)),
  );
}

/** @param {HTMLElement} place @param {Store} store @param {Snapshot} week @param {string} ticker */
async function drawCharts(place, store, week, ticker) {
  try {
    const released = (await store.releases()).filter(
      ({ releasedAt, asOf }) => releasedAt && asOf <= week.info.asOf,
    );
    const dates = [...new Set(released.map(({ asOf }) => asOf))].sort();
    const from = dates.slice(-WEEKS)[0] ?? week.info.asOf;
    const weeks = await store.history(ticker, { from, to: week.info.asOf });
    const charted = week.dataset.schema.fields.filter(({ key }) => CHARTED.includes(key));
    place.replaceChildren(
      ...charted.flatMap((field) => {
        const points = weeks.flatMap(({ asOf, fields, marks }) => {
          const value = fields[field.name];
          const corrected = marks.some((mark) => mark.field === field.name);
          return typeof value === 'number' ? [{ asOf, value, corrected }] : [];
        });
        const unit = unitLabels[field.unit][spoken()];
        const label = labelOf(field, week.info.month);
        return points.length > 0 ? [chart(unit ? `${label}, ${unit}` : label, points)] : [];
      }),
    );
  } catch (error) {
    place.textContent = say('noHistory', error instanceof Error ? error.message : error);
  }
}
