import { describeEvidence, type Evidence, type Flag, type Proposal } from '@stock-analyzer/correction';
import { type Bilingual, cellAddress } from '@stock-analyzer/schema';
import { companiesOf } from '../figures/companies';
import { proposalStatus, proposalStatusWords } from '../figures/proposal-status';
import type { QualityReportInput } from '../input';
import { showPercent, showValue } from '../numbers';
import { brief } from '../text';
import { ruleWords } from '../words/codes';
import { words } from '../words/words';
import { Choices, type RowTable } from './row-table';

const STATUSES = ['pending', 'flagged', 'applied', 'accepted', 'refused'] as const;

/** Every proposal and what became of it, and every flag: what waits for a person first. */
export function proposalTable({ dataset, plan, decisions, journal }: QualityReportInput): RowTable {
  const companies = companiesOf(dataset);
  const [rules, fields, industries, reasons, deciders] = Array.from({ length: 5 }, () => new Choices()) as [
    Choices,
    Choices,
    Choices,
    Choices,
    Choices,
  ];
  const statusOf = proposalStatus(decisions, journal);
  const rowOf = (line: Proposal | Flag, status: (typeof STATUSES)[number], by: string) => {
    const { row, ticker, field, from, to, rule, confidence, evidence } = line;
    const unit = dataset.schema.byName.get(field)?.unit;
    return [
      STATUSES.indexOf(status),
      brief(ticker ?? '', 20),
      brief(companies.name(row), 60),
      industries.ofText(brief(companies.industry(row), 40)),
      fields.ofText(brief(field, 60)),
      showValue(from, unit),
      rule === null ? '–' : showValue(to, unit),
      showPercent(100 * confidence),
      rules.of(rule === null ? words.noProposal : ruleWords[rule]),
      reasons.of(whyOf(evidence)),
      brief(cellAddress(dataset, row, field) ?? ''),
      deciders.ofText(brief(by, 60)),
    ];
  };
  const lines = [
    ...plan.proposals.map((proposal) => {
      const { status, decision } = statusOf(proposal);
      return { status, line: proposal, by: decision?.by ?? '' };
    }),
    ...plan.flagged.map((line) => ({ status: 'flagged' as const, line, by: '' })),
  ];
  return {
    columns: [
      {
        key: 'status',
        label: words.status,
        choices: STATUSES.map((each) => proposalStatusWords[each]),
        filter: true,
      },
      { key: 'ticker', label: words.ticker },
      { key: 'company', label: words.company },
      { key: 'industry', label: words.industry, choices: industries.list, filter: true },
      { key: 'field', label: words.field, choices: fields.list, filter: true },
      { key: 'from', label: words.from, look: 'number' },
      { key: 'to', label: words.to, look: 'number' },
      { key: 'confidence', label: words.confidence, look: 'number' },
      { key: 'rule', label: words.rule, choices: rules.list, filter: true },
      { key: 'why', label: words.why, choices: reasons.list },
      { key: 'cell', label: words.cell, look: 'mono' },
      { key: 'by', label: words.by, choices: deciders.list },
    ],
    rows: STATUSES.flatMap((status) =>
      lines
        .filter((each) => each.status === status)
        .sort((a, b) => b.line.confidence - a.line.confidence)
        .map(({ line, by }) => rowOf(line, status, by)),
    ),
  };
}

/** The evidence in words, the weightiest first. How rare such errors are says nothing of the cell at hand. */
function whyOf(evidence: readonly Evidence[]): Bilingual {
  const pieces = evidence
    .filter(({ kind }) => kind !== 'prior')
    .sort((a, b) => Math.abs(b.log_odds) - Math.abs(a.log_odds));
  const inWords = (language: 'en' | 'ko') =>
    brief(
      pieces
        .map((piece) => `${piece.log_odds < 0 ? '(−) ' : ''}${describeEvidence(piece, language)}`)
        .join('; '),
      400,
    );
  return { en: inWords('en'), ko: inWords('ko') };
}
