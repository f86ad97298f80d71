import { cellPlaces } from '../figures/cell-places';
import { companiesOf } from '../figures/companies';
import { proposalStatus, proposalStatusWords } from '../figures/proposal-status';
import type { QualityReportInput } from '../input';
import { showPercent, showValue } from '../numbers';
import { brief } from '../text';
import { ruleWords } from '../words/codes';
import { whyOf } from '../words/evidence';
import { words } from '../words/words';
import { Choices, type RowTable } from './row-table';

const STATUSES = ['pending', 'applied', 'accepted', 'refused'] as const;

/** Every proposal and what became of it: what waits for a person first. */
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
  const placeOf = cellPlaces(dataset);
  const lines = plan.proposals
    .map((proposal) => ({ proposal, ...statusOf(proposal) }))
    .sort(
      (a, b) =>
        STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
        b.proposal.confidence - a.proposal.confidence,
    );
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
    rows: lines.map(({ proposal, status, decision }) => {
      const { row, ticker, field, from, to, rule, confidence, evidence } = proposal;
      const { company, unit, cell } = placeOf(proposal);
      return [
        STATUSES.indexOf(status),
        brief(ticker ?? '', 20),
        brief(company ?? '', 60),
        industries.ofText(brief(companies.industry(row), 40)),
        fields.ofText(brief(field, 60)),
        showValue(from, unit ?? undefined),
        showValue(to, unit ?? undefined),
        showPercent(100 * confidence),
        rules.of(ruleWords[rule]),
        reasons.of(whyOf(evidence)),
        brief(cell ?? ''),
        deciders.of(decidedBy(decision)),
      ];
    }),
  };
}

function decidedBy(decision: ReturnType<ReturnType<typeof proposalStatus>>['decision']) {
  if (!decision) return { en: '', ko: '' };
  const text = brief(`${decision.by}: ${decision.reason}`, 120);
  return { en: text, ko: text };
}
