import { type CorrectionPlan, proposeCorrections } from '@stock-analyzer/correction';
import { companySchema, rowsToTable } from '@stock-analyzer/schema';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { keyOf } from '../testing/fake-terminal';
import { askAboutPlan } from './ask-about-plan';

const plan: CorrectionPlan = proposeCorrections(
  rowsToTable([
    { Ticker: 'NVDA', exchange: 'Nasdaq' },
    { Ticker: 'PG', exchange: 'nyse' },
    { Ticker: 'KO', exchange: 'Nyse' },
  ]),
  [],
  { schema: companySchema },
);

async function review(answer: string, ...keys: string[]) {
  const color = pc.createColors(false);
  async function* pressed() {
    yield* keys.map(keyOf);
  }
  const terminal = {
    out: () => {},
    err: () => {},
    color,
    errColor: color,
    isLive: true,
    isInteractive: true,
    ask: async () => answer,
    keys: pressed,
    lines: () => {
      throw new Error('nobody asked for lines');
    },
    size: () => ({ columns: 80, rows: 24 }),
    signal: new AbortController().signal,
  };
  const decisions = await askAboutPlan(plan, 'Kim', terminal);
  return decisions.map(({ proposal, decision }) => {
    const { ticker } = plan.proposals.find(({ id }) => id === proposal)!;
    return `${ticker} ${decision}`;
  });
}

describe('a question about a plan', () => {
  it('accepts all, refuses all, or leaves all', async () => {
    expect(await review('y')).toEqual(['NVDA accept', 'PG accept', 'KO accept']);
    expect(await review('No')).toEqual(['NVDA refuse', 'PG refuse', 'KO refuse']);
    expect(await review('l')).toEqual([]);
    expect(await review('')).toEqual([]);
    expect(await review('yikes')).toEqual([]);
  });

  it('goes through them one by one', async () => {
    expect(await review('1', 'a', 'r', 'return', 'q')).toEqual(['NVDA accept', 'PG refuse']);
  });

  it('leaves the rest when the input ends, and all when the review is dropped', async () => {
    expect(await review('1', 'a')).toEqual(['NVDA accept']);
    expect(await review('1', 'a', 'Q', 'y')).toEqual([]);
  });
});
