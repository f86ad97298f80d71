import { element } from './element.js';

/** @typedef {import('@stock-analyzer/validator').ValidationReport} ValidationReport */
/** @typedef {import('@stock-analyzer/validator').GateResult} GateResult */
/** @typedef {import('@stock-analyzer/validator').LostPoints} LostPoints */
/** @typedef {import('@stock-analyzer/validator/reports').IssueGroup} IssueGroup */

/** Rows shown at once. */
const ROWS = 100;
/** Causes shown of a part. */
const CAUSES = 6;
const WORDS = { pass: 'Good to use', hold: 'Look first', fail: 'Do not use' };

/** The gate's word, the score and the figures behind it. @param {ValidationReport} report @param {GateResult} gate */
export function verdict({ summary }, { outcome, conditions }) {
  const figures = {
    'Quality score': `${summary.quality_score.toFixed(1)} of 100`,
    'Companies without an error': `${summary.valid_companies} of ${summary.total_companies}`,
    Errors: summary.errors,
    Warnings: summary.warnings,
    'As of': summary.as_of ?? 'not known',
  };
  const pairs = Object.entries(figures).map(([name, figure]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, String(figure))),
  );
  const held = conditions.map(({ outcome: came, message }) => element('li', { className: came }, message));
  return [
    element('p', { className: `outcome ${outcome}` }, WORDS[outcome]),
    element('dl', {}, ...pairs),
    element('ul', { className: 'conditions' }, ...held),
  ];
}

/** Parts of the score; each loss leads to its rows. @param {ValidationReport['score']} score @param {(lost: LostPoints) => void} follow */
export function scoreTable({ parts }, follow) {
  const rows = parts.map(({ name, weight, lost, lost_to }) => {
    const kept = weight - lost;
    /** @type {(HTMLElement | string)[]} */
    const causes = lost_to.slice(0, CAUSES).map((cause) => lossButton(cause, follow));
    if (lost_to.length > CAUSES) causes.push(`and ${lost_to.length - CAUSES} more`);
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, name),
      element(
        'td',
        {},
        element('meter', { min: 0, max: weight, value: kept, ariaLabel: `What ${name} kept` }),
      ),
      element('td', { className: 'number' }, `${kept.toFixed(1)} / ${weight}`),
      element('td', {}, ...causes),
    );
  });
  return table(
    'Score by part',
    ['Part', 'Kept', 'Points', 'Lost to'],
    rows,
    'A cause leads to its companies.',
  );
}

/** @param {LostPoints} lost @param {(lost: LostPoints) => void} follow */
function lossButton(lost, follow) {
  const text = `${lossText(lost)}: −${lost.lost.toFixed(1)}`;
  const button = element('button', { type: 'button' }, text);
  button.addEventListener('click', () => follow(lost));
  return button;
}

/** @param {LostPoints} lost */
export function lossText({ code, field, age_days, count }) {
  if (code !== undefined) return `${code} × ${count}`;
  return field === undefined ? `${age_days} days old` : `no ${field} × ${count}`;
}

/** @param {IssueGroup} group @param {() => void} choose */
export function groupItem({ key, count, companies }, choose) {
  const about = companies === null || companies === count ? '' : ` in ${companies} companies`;
  const size = element('span', {}, `${count}${about}`);
  const button = element('button', { type: 'button' }, String(key ?? 'the whole'), size);
  button.addEventListener('click', choose);
  return element('li', {}, button);
}

/** @param {string} title @param {readonly number[]} numbers @param {(at: number) => import('@stock-analyzer/validator/bundle').Issue} issueAt */
export function issueTable(title, numbers, issueAt) {
  const rows = numbers.slice(0, ROWS).map((at) => {
    const { row, ticker, field, severity, message } = issueAt(at);
    return element(
      'tr',
      { className: severity },
      element('td', { className: 'number' }, row === null ? '' : String(row + 1)),
      element('td', {}, ticker ?? ''),
      element('td', {}, field ?? ''),
      element('td', { className: 'severity' }, severity),
      element('td', { className: 'message' }, message),
    );
  });
  const heads = ['Row', 'Ticker', 'Field', 'Severity', 'What is wrong'];
  return table('Issues', heads, rows, `${title}: ${counted(numbers.length, 'issue', 'issues')}`);
}

/** @param {string} title @param {readonly number[]} rows @param {(row: number) => Record<string, unknown>} companyAt */
export function companyTable(title, rows, companyAt) {
  const body = rows.slice(0, ROWS).map((row) => {
    const company = companyAt(row);
    const names = [company?.Ticker, company?.corpName].map((text) => element('td', {}, String(text ?? '')));
    return element('tr', {}, element('td', { className: 'number' }, String(row + 1)), ...names);
  });
  return table(
    'Companies',
    ['Row', 'Ticker', 'Company'],
    body,
    `${title}: ${counted(rows.length, 'company', 'companies')}`,
  );
}

/** @param {number} count @param {string} one @param {string} many */
function counted(count, one, many) {
  if (count > ROWS) return `the first ${ROWS} of ${count} ${many}`;
  return `${count} ${count === 1 ? one : many}`;
}

/** One that scrolls has to be reached by the keyboard. @param {string} ariaLabel @param {string[]} heads @param {HTMLElement[]} rows @param {string} caption */
function table(ariaLabel, heads, rows, caption) {
  const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
  const whole = element(
    'table',
    {},
    element('caption', {}, caption),
    element('thead', {}, head),
    element('tbody', {}, ...rows),
  );
  return element('div', { className: 'scroll', tabIndex: 0, role: 'region', ariaLabel }, whole);
}
