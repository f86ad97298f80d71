import {
  describeEvidence,
  type Evidence,
  plainText,
  type TextColumn,
  textTable,
} from '@stock-analyzer/correction';
import { showValue } from '@stock-analyzer/etl';
import type { Colors } from '../terminal/terminal';
import { count, counted, percent, wrap } from '../terminal/text';
import type { ReviewLine, ReviewStatus } from './line';
import type { ReviewSession } from './session';

/** Units that a list has room for. */
const SHORT: ReadonlySet<string> = new Set(['percent', 'multiple']);
/** Of what is decided as one, so many are shown beside the first. */
const TOGETHER = 3;

type Proposed = ReviewLine['proposal'];
type Flagged = ReviewSession['flagged'][number];

const SIGNS: Readonly<Record<ReviewStatus, string>> = { undecided: ' ', accepted: '✓', refused: '✗' };

/** How far a review is: `21 proposals: 3 accepted, 1 refused, 17 to decide; 3 flagged`. */
export function stateLine({ plan, flagged, counts }: ReviewSession): string {
  const { accepted, refused, undecided } = counts;
  const parts = `${count(accepted)} accepted, ${count(refused)} refused, ${count(undecided)} to decide`;
  return `${counted(plan.proposals.length, 'proposals')}: ${parts}; ${count(flagged.length)} flagged`;
}

/**
 * Proposals as a table that is no wider than the screen, titles first.
 *
 * @param at number of the line that is pointed at
 */
export function listLines(
  shown: readonly ReviewLine[],
  session: ReviewSession,
  { columns, color, at }: { readonly columns: number; readonly color: Colors; readonly at?: number },
): string[] {
  const statuses = shown.map(({ proposal }) => session.statusOf(proposal.id));
  const paint = { accepted: color.green, refused: color.red, undecided: (text: string) => text };
  const number = String(session.lines.length).length;
  // What is left beside the columns that are always there, and the gaps.
  const room = columns - 60 - number;
  const layout: TextColumn[] = [
    { title: ' ', paint: (sign, row) => paint[statuses[row]!](sign) },
    { title: '#', align: 'right' },
    { title: 'Ticker', widest: 10 },
    { title: 'Field', widest: Math.min(20, room) },
    { title: 'From', align: 'right', widest: 11 },
    { title: 'To', align: 'right', widest: 11 },
    { title: 'Sure', align: 'right' },
    ...(room > 40
      ? [
          { title: 'Rule', widest: 16 },
          { title: 'Company', widest: room - 40 },
        ]
      : []),
  ];
  const [titles = '', ...rows] = textTable(
    layout,
    shown.map(({ number, proposal, others }, row) => [
      SIGNS[statuses[row]!],
      String(number),
      proposal.ticker ?? '–',
      others.length === 0 ? proposal.field : `+${count(others.length)} ${proposal.field}`,
      ...fromTo({ ...proposal, unit: SHORT.has(proposal.unit ?? 'none') ? proposal.unit! : null }),
      sure(proposal.confidence),
      proposal.rule,
      proposal.company ?? '',
    ]),
  );
  return [
    color.dim(`  ${titles}`),
    ...rows.map((text, row) => (shown[row]!.number === at ? `${color.bold('>')} ${text}` : `  ${text}`)),
  ];
}

/** Everything that is known about one proposal. */
export function detailLines(
  { number, proposal, others }: ReviewLine,
  session: ReviewSession,
  { columns, color }: { readonly columns: number; readonly color: Colors },
): string[] {
  const { rule, confidence, alternatives, answers, id } = proposal;
  const [from, to] = fromTo(proposal);
  const decision = session.decisionOn(id);
  const readings = alternatives.map((each) => {
    const value = showValue(each.to, proposal.unit ?? undefined);
    const what = each.to === proposal.from ? `it is right as it is (${value})` : value;
    return `${what}, ${sure(each.confidence)} sure`;
  });
  const together = others.slice(0, TOGETHER).map((each) => {
    const [old, now] = fromTo(each);
    return plainText(`  and ${each.ticker ?? '–'} ${each.field}: ${old} → ${now}`);
  });
  const said = decision && (decision.decision === 'accept' ? color.green('accepted') : color.red('refused'));
  return [
    `${color.bold(`#${number}  ${titleOf(proposal)}`)}`,
    `${plainText(proposal.field)}:  ${plainText(from)}  →  ${color.bold(plainText(to))}   ${sure(confidence)} sure`,
    ...together.flatMap((text) => wrap(text, columns)),
    ...(others.length > TOGETHER ? [`  and ${count(others.length - TOGETHER)} more, decided as one`] : []),
    ...wrap(
      [
        `rule ${rule}`,
        answers && `answers the issue ${answers.code}`,
        proposal.cell && `cell ${plainText(proposal.cell)}`,
      ]
        .filter(Boolean)
        .join(', '),
      columns,
    ),
    ...evidenceLines(proposal.evidence, columns),
    ...readings.flatMap((text) => wrap(`Or ${plainText(text)}`, columns)),
    ...(decision ? wrap(`${said} by ${plainText(decision.by)}: ${plainText(decision.reason)}`, columns) : []),
  ];
}

/** A cell that is only flagged, in a line or more. */
export function flagLines(flag: Flagged, columns: number): string[] {
  const [from, to] = fromTo(flag);
  const reading = flag.rule === null ? '' : `, perhaps ${to} (${flag.rule}, ${sure(flag.confidence)} sure)`;
  const issue = flag.answers ? `, issue ${flag.answers.code}` : '';
  const cell = flag.cell ? `, cell ${flag.cell}` : '';
  return [
    ...wrap(plainText(`${titleOf(flag)}: ${flag.field} ${from}${reading}${issue}${cell}`), columns),
    ...evidenceLines(flag.evidence, columns),
  ];
}

function titleOf({ ticker, company, row }: Proposed | Flagged): string {
  return plainText([ticker ?? `row ${row + 1}`, company].filter(Boolean).join('  '));
}

/** The evidence, the weightiest first: how many times likelier each makes the proposed value, or less likely. */
function evidenceLines(evidence: readonly Evidence[], columns: number): string[] {
  const sorted = [...evidence].sort((a, b) => Math.abs(b.log_odds) - Math.abs(a.log_odds));
  return sorted.flatMap((piece) =>
    wrap(plainText(describeEvidence(piece, 'en')), columns - 14).map(
      (text, at) => `${(at === 0 ? odds(piece.log_odds) : '').padStart(12)}  ${text}`,
    ),
  );
}

/** `× 7,300` or `÷ 400`, to two digits. */
function odds(logOdds: number): string {
  const times = Math.exp(Math.abs(logOdds));
  const shown = times < 1e6 ? count(Number(times.toPrecision(2))) : '1,000,000+';
  return `${logOdds < 0 ? '÷' : '×'} ${shown}`;
}

function fromTo({ from, to, unit, rule }: Proposed | Flagged): [from: string, to: string] {
  const show = (value: Proposed['from']) => showValue(value, unit ?? undefined);
  return [show(from), rule === null ? '?' : show(to)];
}

function sure(confidence: number): string {
  return percent(100 * confidence);
}
