import { type CorrectionPlan, proposeCorrections } from '@stock-analyzer/correction';
import { companySchema, rowsToTable } from '@stock-analyzer/schema';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { reviewPlan } from './review';

const plan: CorrectionPlan = proposeCorrections(
  rowsToTable([
    { Ticker: 'NVDA', exchange: 'Nasdaq' },
    { Ticker: 'PG', exchange: 'nyse' },
    { Ticker: 'KO', exchange: 'Nyse' },
  ]),
  [],
  { schema: companySchema },
);

async function review(...answers: string[]) {
  const color = pc.createColors(false);
  const terminal = {
    out: () => {},
    err: () => {},
    color,
    errColor: color,
    isLive: true,
    isInteractive: true,
    ask: async () => answers.shift() ?? '',
    signal: new AbortController().signal,
  };
  const decisions = await reviewPlan(plan, 'Kim', terminal);
  return decisions.map(({ proposal, decision }) => {
    const { ticker } = plan.proposals.find(({ id }) => id === proposal)!;
    return `${ticker} ${decision}`;
  });
}

describe('a review at a terminal', () => {
  it('accepts all, refuses all, or leaves all', async () => {
    expect(await review('y')).toEqual(['NVDA accept', 'PG accept', 'KO accept']);
    expect(await review('No')).toEqual(['NVDA refuse', 'PG refuse', 'KO refuse']);
    expect(await review('l')).toEqual([]);
    expect(await review('')).toEqual([]);
    expect(await review('yikes')).toEqual([]);
  });

  it('goes through them one by one', async () => {
    expect(await review('1', 'y', 'n', 'yikes')).toEqual(['NVDA accept', 'PG refuse']);
  });

  it('leaves the rest when the input ends', async () => {
    expect(await review('1', 'yes')).toEqual(['NVDA accept']);
  });
});
