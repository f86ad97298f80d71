import {
  companySchema,
  createValidator,
  evaluateGate,
  groupIssues,
  issuesToCsv,
} from './node_modules/@stock-analyzer/validator/dist/bundle.js';
import { readCompanies } from './read-file.js';
import { companyTable, groupItem, issueTable, lossText, scoreTable, verdict } from './report.js';
import { sampleWeek } from './sample.js';

const validator = createValidator(companySchema);

/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);
const [file, sample, language, status, problem, report, by, download] = [
  'file',
  'sample',
  'language',
  'status',
  'problem',
  'report',
  'by',
  'download',
].map(byId);

/** Groups that the list shows. */
const GROUPS = 40;

/** @typedef {import('@stock-analyzer/validator').Findings} Findings */
/** @type {{ rows: Record<string, any>[], findings: Findings } | undefined} What is shown. */
let shown;

file.addEventListener('change', () => file.files[0] && open(file.files[0]));
sample.addEventListener('click', () => check('the sample', sampleWeek()));
language.addEventListener('change', () => shown && show());
by.addEventListener('change', () => shown && showGroups());
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  const dropped = event.dataTransfer?.files[0];
  if (dropped) open(dropped);
});

/** @param {File} chosen */
async function open(chosen) {
  status.textContent = `Reading ${chosen.name} …`;
  try {
    check(chosen.name, readCompanies(chosen.name, await chosen.text()));
  } catch (error) {
    report.hidden = true;
    problem.hidden = false;
    problem.textContent = `${chosen.name} cannot be read. ${error instanceof Error ? error.message : error}`;
    status.textContent = 'That did not work.';
  }
}

/** @param {string} name @param {import('./read-file.js').Companies} companies */
function check(name, { rows, ...context }) {
  const start = performance.now();
  const findings = validator.check(rows, context);
  const time = Math.round(performance.now() - start);
  shown = { rows, findings };
  problem.hidden = true;
  report.hidden = false;
  status.textContent = `Checked ${rows.length.toLocaleString('en')} companies of ${name} in ${time} ms.`;
  show();
}

function show() {
  if (!shown) return;
  const { rows, findings } = shown;
  const options = { maxIssues: 0, language: language.value };
  const summary = findings.toReport(options);
  byId('verdict').replaceChildren(...verdict(summary, evaluateGate(summary, options)));
  byId('parts').replaceChildren(
    scoreTable(summary.score, (lost) => {
      const reached = findings.rowsOf(lost);
      byId('rows').replaceChildren(companyTable(lossText(lost), reached, (row) => rows[row] ?? {}));
    }),
  );
  byId('rows').replaceChildren();
  URL.revokeObjectURL(download.href);
  download.href = URL.createObjectURL(new Blob([issuesToCsv(findings)], { type: 'text/csv' }));
  showGroups();
}

function showGroups() {
  if (!shown) return;
  const { findings } = shown;
  const { groups } = groupIssues(findings, by.value);
  /** @param {typeof groups[number] | undefined} group */
  const choose = (group) => {
    const title = String(group?.key ?? 'All');
    byId('issues').replaceChildren(
      issueTable(title, group?.issues ?? [], (at) => findings.at(at, language.value)),
    );
  };
  byId('groups').replaceChildren(
    ...groups.slice(0, GROUPS).map((group) => groupItem(group, () => choose(group))),
  );
  choose(groups[0]);
}
