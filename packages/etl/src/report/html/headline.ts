import type { Bilingual } from '@stock-analyzer/schema';
import type { GateConditionResult, GateOutcome } from '@stock-analyzer/validator';
import { proposalStatusWords } from '../figures/proposal-status';
import type { Summary } from '../figures/summary';
import type { QualityReportInput } from '../input';
import { comparisonSigns, showCount, showMeasure, showNumber, showPercent } from '../numbers';
import { conditionWords, severityWords, statusWords } from '../words/codes';
import { counted } from '../words/counted';
import { trustSentence } from '../words/sentences';
import { storyOf } from '../words/story/story';
import { words } from '../words/words';
import { both, data, html, type Markup } from './markup';
import { countLink, section, table, th, viewLink } from './parts';

const SIGNS: Readonly<Record<GateOutcome, string>> = { pass: '✓', hold: '‖', fail: '✕' };

/** The verdict, what was done, what needs a person, and the few figures that everyone asks for. */
export function headline(input: QualityReportInput, summary: Summary): Markup {
  const { outcome, status, asOf, file, corrections, after } = summary;
  const needs = needsOf(input, summary);
  return html`<header class="headline ${outcome}">
<p class="eyebrow">${both(words.week)} <strong>${asOf}</strong>${file === null ? null : html` · ${data(file)}`} · ${both(statusWords[status])}</p>
<div class="verdict"><span class="sign" aria-hidden="true">${SIGNS[outcome]}</span>
<div><h2>${both(words.trustQuestion)}</h2><p class="answer">${both(trustSentence(summary))}</p></div></div>
<div class="pair telling"><div><h2>${both(words.storyQuestion)}</h2>${storyOf(input, summary).map((paragraph) => html`<p>${both(paragraph)}</p>`)}</div>
<div><h2>${both(words.personQuestion)}</h2>${needs.length === 0 ? html`<p>${both(words.none)}</p>` : html`<ul>${needs.map((line) => html`<li>${line}</li>`)}</ul>`}</div></div>
</header>
<dl class="tiles">
${tile(words.score, html`${showNumber(summary.score)}<small> / 100</small>`, html`<a href="#score">${both(words.explained)}</a>`)}
${tile(words.companies, showCount(summary.companies), html`${showPercent(summary.validRate)} ${both(words.valid)}`)}
${tile(words.issues, countLink(summary.issues, { table: 'issues' }), severities(after))}
${tile(
  words.appliedCount,
  countLink(corrections.applied, { table: 'proposals', status: proposalStatusWords.applied.en }),
  both({
    en: `of ${showCount(corrections.proposed)} proposed`,
    ko: `제안 ${showCount(corrections.proposed)}건 중`,
  }),
)}
${tile(words.toDecide, toDecide(summary), pending(corrections))}
${tile(
  words.quarantined,
  html`<a href="#quarantine">${showCount(summary.totals.rows_quarantined)}</a>`,
  both({
    en: `of ${counted(summary.totals.rows_read, 'row')} read`,
    ko: `읽은 행 ${showCount(summary.totals.rows_read)}개 중`,
  }),
)}
</dl>
`;
}

/** Leads to where a person can do something about it. */
function toDecide({ corrections: { undecided, flagged }, status }: Summary): Markup {
  const count = undecided + flagged;
  if (status === 'held' && undecided > 0) return html`<a href="#review">${showCount(count)}</a>`;
  return html`${countLink(count, { table: undecided > 0 ? 'proposals' : 'flags' })}`;
}

function tile(label: Bilingual, figure: Markup | string, note: Markup): Markup {
  return html`<div class="tile"><dt>${both(label)}</dt><dd class="figure">${figure}</dd><dd class="note">${note}</dd></div>`;
}

function severities({ errors, warnings, infos }: Summary['after']): Markup {
  return html`${both({
    en: `${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${counted(infos, 'note')}`,
    ko: `오류 ${showCount(errors)}, 경고 ${showCount(warnings)}, 참고 ${showCount(infos)}`,
  })}`;
}

function pending({ undecided, flagged }: Summary['corrections']): Markup {
  return both({
    en: `${showCount(undecided)} to decide, ${showCount(flagged)} to look at`,
    ko: `결정 ${showCount(undecided)}, 확인 ${showCount(flagged)}`,
  });
}

/** What a person has to do, the most pressing first; each line leads to its rows. */
function needsOf(
  { report }: QualityReportInput,
  { unmet, outcome, approvedBy, corrections, totals, status }: Summary,
): Markup[] {
  const { undecided, flagged } = corrections;
  const { errors } = report.summary;
  const line = (count: number, en: string, ko: string, link: (text: Markup) => Markup) =>
    count > 0 ? [link(both({ en, ko }))] : [];
  // Undecided corrections have a line of their own.
  const open =
    outcome === 'hold' && approvedBy !== null
      ? 0
      : unmet.filter(({ name }) => name !== 'undecided_corrections').length;
  return [
    ...line(
      open,
      `${counted(open, 'condition')} of the quality gate that ${open === 1 ? 'does' : 'do'} not hold`,
      `충족되지 않은 품질 기준 ${open}건`,
      (text) => html`<a href="#gate">${text}</a>`,
    ),
    ...line(
      undecided,
      `${counted(undecided, 'correction')} to accept or refuse`,
      `수락 또는 거부할 수정 제안 ${showCount(undecided)}건`,
      (text) =>
        status === 'held'
          ? html`<a href="#review">${text}</a>`
          : viewLink({ table: 'proposals', status: proposalStatusWords.pending.en }, text),
    ),
    ...line(
      errors,
      `${counted(errors, 'error')} that no correction mends`,
      `수정안이 없는 오류 ${showCount(errors)}건`,
      (text) => viewLink({ table: 'issues', severity: severityWords.error.en }, text),
    ),
    ...line(
      flagged,
      `${counted(flagged, 'suspicious value')} to look at when there is time; nothing waits for them`,
      `여유가 있을 때 확인할 의심 값 ${showCount(flagged)}건 (게시와 무관)`,
      (text) => viewLink({ table: 'flags' }, text),
    ),
    ...line(
      totals.rows_quarantined,
      `${counted(totals.rows_quarantined, 'row')} in quarantine to mend in the source`,
      `원본에서 고쳐야 할 격리 행 ${showCount(totals.rows_quarantined)}개`,
      (text) => html`<a href="#quarantine">${text}</a>`,
    ),
  ];
}

/** The gate, condition by condition. */
export function gateSection({ gate }: QualityReportInput): Markup {
  return section(
    'gate',
    words.gate,
    html`<p>${both(words.gateIntro)}</p>`,
    table(
      words.gate,
      [th(words.condition), th(words.measured, true), th(words.required, true), th(words.result)],
      gate.conditions.map(
        (condition) =>
          html`<tr><th scope="row">${both(conditionName(condition))}</th><td class="number">${measured(condition)}</td><td class="number">${comparisonSigns[condition.comparison]} ${limit(condition)}</td><td class="outcome ${condition.outcome}"><span aria-hidden="true">${SIGNS[condition.outcome]}</span> ${both(words[condition.outcome])}</td></tr>`,
      ),
    ),
  );
}

export function conditionName({ name }: GateConditionResult): Bilingual {
  return conditionWords.get(name) ?? { en: name, ko: name };
}

function measured({ actual, unit }: GateConditionResult): Markup {
  if (actual === null) return both(words.unknown);
  return html`${typeof actual === 'number' ? showMeasure(actual) + sign(unit) : actual}`;
}

function limit({ limit, unit }: GateConditionResult): string {
  return typeof limit === 'number' ? showMeasure(limit) + sign(unit) : limit;
}

function sign(unit: string): string {
  return unit === 'percent' ? ' %' : '';
}
