import type { CorrectionRule, Proposal } from '@stock-analyzer/correction';
import type { Bilingual } from '@stock-analyzer/schema';
import { cellPlaces } from '../figures/cell-places';
import { companiesOf } from '../figures/companies';
import { decisionUnits } from '../figures/decision-units';
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

/** What can be decided on its own, as its card shows it. Numbers are places in {@link ReviewModel.texts}. */
export interface ReviewCard {
  /** Of its proposals: one, or all that can only be applied together. */
  readonly ids: readonly string[];
  /** Place in {@link ReviewModel.groups}. */
  readonly group: number;
  /** How many companies it is about; where it is more than one, what follows is of the first. */
  readonly companies: number;
  readonly ticker: string;
  readonly company: string;
  readonly industry: string;
  readonly cell: string;
  /** The first of its changes: where, from and to. */
  readonly changes: readonly (readonly [where: string, from: string, to: string])[];
  readonly sure: string;
  readonly confidence: number;
  /** The issue that it answers; −1 for none. */
  readonly issue: number;
  /** By weight: how much each makes the proposed value likelier, and why. */
  readonly why: readonly (readonly [odds: string, text: number])[];
  /** Other readings of the cell: what each would come to, how sure that is, and whether it leaves the cell alone. */
  readonly others: readonly (readonly [value: string, sure: string, isKept: boolean])[];
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
  const units = new Map(decisionUnits(open).map((unit) => [unit[0], unit]));
  const groups = groupProposals([...units.keys()], dataset);
  const texts = new Choices();
  const card = cardMaker(input, texts);
  return {
    plan: plan.hash_before,
    file: `decisions-${run.run_id}.json`,
    groups: groups.map(([{ rule, field }]) => ({ rule, title: ruleWords[rule], field: brief(field, 60) })),
    texts: texts.list,
    cards: groups.flatMap((firsts, group) => firsts.map((first) => card(units.get(first)!, group))),
  };
}

/** Changes of one card that are shown; a whole column has thousands. */
const CHANGES = 6;

function cardMaker({ dataset }: QualityReportInput, texts: Choices) {
  const companies = companiesOf(dataset);
  const placeOf = cellPlaces(dataset);
  const changeOf = (proposal: Proposal, isOneCompany: boolean) => {
    const unit = placeOf(proposal).unit ?? undefined;
    const where = isOneCompany ? proposal.field : `${proposal.ticker ?? '–'} ${proposal.field}`;
    return [brief(where, 80), showValue(proposal.from, unit), showValue(proposal.to, unit)] as const;
  };
  return (unit: readonly [Proposal, ...Proposal[]], group: number): ReviewCard => {
    const [first] = unit;
    const { row, ticker, from, confidence, evidence, alternatives, answers } = first;
    const { company, unit: unitOfField, cell } = placeOf(first);
    const count = new Set(unit.map((each) => each.row)).size;
    return {
      ids: unit.map(({ id }) => id),
      group,
      companies: count,
      ticker: brief(ticker ?? '–', 20),
      company: brief(company ?? '', 60),
      industry: brief(companies.industry(row), 40),
      cell: brief(cell ?? ''),
      changes: unit.slice(0, CHANGES).map((each) => changeOf(each, count === 1)),
      sure: showPercent(100 * confidence),
      confidence: Number(confidence.toFixed(4)),
      issue: answers ? texts.of(issueWords[answers.code]) : -1,
      why: weightiest(evidence).map((piece) => [oddsOf(piece), texts.of(evidenceSentence(piece))]),
      others: alternatives.map((each) => [
        showValue(each.to, unitOfField ?? undefined),
        showPercent(100 * each.confidence),
        Object.is(each.to, from),
      ]),
    };
  };
}
