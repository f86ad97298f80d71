import type { CorrectionRule, Proposal } from '@stock-analyzer/correction';
import type { Bilingual } from '@stock-analyzer/schema';
import { cellPlaces } from '../figures/cell-places';
import { companiesOf } from '../figures/companies';
import { groupProposals } from '../figures/proposal-groups';
import type { QualityReportInput } from '../input';
import { showPercent, showValue } from '../numbers';
import { brief } from '../text';
import { issueWords, ruleWords } from '../words/codes';
import { evidenceSentence, oddsOf, weightiest } from '../words/evidence';
import { Choices } from './row-table';

/** Proposals that are alike: one rule in one field. */
export interface ReviewGroup {
  readonly rule: CorrectionRule;
  readonly title: Bilingual;
  readonly field: string;
}

/** One proposal that waits, as its card shows it. Numbers are places in {@link ReviewModel.texts}. */
export interface ReviewCard {
  readonly id: string;
  /** Place in {@link ReviewModel.groups}. */
  readonly group: number;
  readonly ticker: string;
  readonly company: string;
  readonly industry: string;
  readonly from: string;
  readonly to: string;
  readonly sure: string;
  readonly confidence: number;
  readonly cell: string;
  /** The issue that it answers; −1 for none. */
  readonly issue: number;
  /** By weight: how much each makes the proposed value likelier, and why. */
  readonly why: readonly (readonly [odds: string, text: number])[];
  /** Other readings of the cell: what each would come to, how sure that is, and whether it leaves the cell alone. */
  readonly others: readonly (readonly [value: string, sure: string, isKept: boolean])[];
  /** Others that can only be decided together with it have the same; null for none. */
  readonly pair: string | null;
}

/** What the page's review works on. Plain JSON. */
export interface ReviewModel {
  /** The plan that decisions are for: its `hash_before`. */
  readonly plan: string;
  /** What the decision file is called. */
  readonly file: string;
  readonly groups: readonly ReviewGroup[];
  readonly texts: readonly Bilingual[];
  readonly cards: readonly ReviewCard[];
}

/**
 * The proposals that a held run waits with: groups by what is at stake and then by size, within them the largest
 * companies first. Null where there is nothing to review.
 */
export function reviewModel(input: QualityReportInput): ReviewModel | null {
  const { run, plan, decisions, dataset } = input;
  const decided = new Set(decisions.map(({ proposal }) => proposal));
  const open = plan.proposals.filter(({ id }) => !decided.has(id));
  if (run.status !== 'held' || open.length === 0) return null;
  const groups = groupProposals(open, dataset);
  const texts = new Choices();
  const card = cardMaker(input, texts);
  return {
    plan: plan.hash_before,
    file: `decisions-${run.run_id}.json`,
    groups: groups.map(([{ rule, field }]) => ({ rule, title: ruleWords[rule], field: brief(field, 60) })),
    texts: texts.list,
    cards: groups.flatMap((proposals, group) => proposals.map((proposal) => card(proposal, group))),
  };
}

function cardMaker({ dataset }: QualityReportInput, texts: Choices) {
  const companies = companiesOf(dataset);
  const placeOf = cellPlaces(dataset);
  return (proposal: Proposal, group: number): ReviewCard => {
    const { company, unit, cell } = placeOf(proposal);
    const show = (value: Proposal['from']) => showValue(value, unit ?? undefined);
    const { id, row, ticker, from, to, confidence, evidence, alternatives, answers } = proposal;
    return {
      id,
      group,
      ticker: brief(ticker ?? '–', 20),
      company: brief(company ?? '', 60),
      industry: brief(companies.industry(row), 40),
      from: show(from),
      to: show(to),
      sure: showPercent(100 * confidence),
      confidence: Number(confidence.toFixed(4)),
      cell: brief(cell ?? ''),
      issue: answers ? texts.of(issueWords[answers.code]) : -1,
      why: weightiest(evidence).map((piece) => [oddsOf(piece), texts.of(evidenceSentence(piece))]),
      others: alternatives.map((each) => [
        show(each.to),
        showPercent(100 * each.confidence),
        Object.is(each.to, from),
      ]),
      pair: proposal.group,
    };
  };
}
