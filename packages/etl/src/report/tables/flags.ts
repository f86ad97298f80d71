import { cellPlaces } from '../figures/cell-places';
import { companySize, fieldRank } from '../figures/importance';
import type { QualityReportInput } from '../input';
import { showPercent, showValue } from '../numbers';
import { brief } from '../text';
import { issueWords, ruleWords } from '../words/codes';
import { whyOf } from '../words/evidence';
import { words } from '../words/words';
import { Choices, type RowTable } from './row-table';

/** Every cell that is only flagged, what moves investment figures first. */
export function flagTable({ dataset, plan }: QualityReportInput): RowTable {
  const [rules, fields, reasons] = [new Choices(), new Choices(), new Choices()];
  const placeOf = cellPlaces(dataset);
  const sizeOf = companySize(dataset);
  const sorted = plan.flagged
    .map((flag) => ({ flag, rank: fieldRank(dataset, flag.field) }))
    .sort(
      (a, b) =>
        a.rank - b.rank || b.flag.confidence - a.flag.confidence || sizeOf(b.flag.row) - sizeOf(a.flag.row),
    );
  return {
    columns: [
      { key: 'ticker', label: words.ticker },
      { key: 'company', label: words.company },
      { key: 'field', label: words.field, choices: fields.list, filter: true },
      { key: 'from', label: words.found, look: 'number' },
      { key: 'to', label: words.perhaps, look: 'number' },
      { key: 'confidence', label: words.confidence, look: 'number' },
      { key: 'rule', label: words.kind, choices: rules.list, filter: true },
      { key: 'why', label: words.why, choices: reasons.list },
      { key: 'cell', label: words.cell, look: 'mono' },
    ],
    rows: sorted.map(({ flag }) => {
      const { ticker, field, from, to, rule, confidence, evidence, answers } = flag;
      const { company, unit, cell } = placeOf(flag);
      const isGuess = rule !== null && to !== null;
      const issue = answers ? issueWords[answers.code] : words.noProposal;
      return [
        brief(ticker ?? '', 20),
        brief(company ?? '', 60),
        fields.ofText(brief(field, 60)),
        showValue(from, unit ?? undefined),
        isGuess ? showValue(to, unit ?? undefined) : '–',
        isGuess ? showPercent(100 * confidence) : '–',
        rules.of(rule === null ? issue : ruleWords[rule]),
        reasons.of(evidence.length > 0 ? whyOf(evidence) : issue),
        brief(cell ?? ''),
      ];
    }),
  };
}
