import { companySchema, rowsToTable } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { decide, decisionFile, parseDecisions, proposeCorrections } from '../index';

const plan = proposeCorrections(
  rowsToTable([
    { Ticker: 'NVDA', exchange: 'Nasdaq' },
    { Ticker: 'PG', exchange: 'nyse' },
  ]),
  [],
  { schema: companySchema },
);
const word = { by: 'Kim', at: '2025-10-10T09:00:00Z', reason: 'seen' } as const;
const [nvda, pg] = plan.proposals;
const decisions = [
  ...decide(plan, { ids: [nvda!.id] }, { ...word, decision: 'accept' }),
  ...decide(plan, { ids: [pg!.id] }, { ...word, decision: 'refuse', reason: 'not ours' }),
];
const file = decisionFile(plan, decisions);

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
}

describe('a file of decisions', () => {
  it('keeps each decision with its own reason, through JSON', () => {
    expect(parseDecisions(JSON.stringify(file), plan)).toEqual(decisions);
    expect(Object.keys(file)).toEqual(['version', 'plan', 'decisions']);
  });

  it('leaves out members that it does not know, whatever they are called', () => {
    const text = JSON.stringify(file).replaceAll('"by"', '"__proto__":{"by":"Mallory"},"note":1,"by"');
    const parsed = parseDecisions(text, plan);
    expect(parsed).toStrictEqual(decisions);
    expect(({} as { by?: string }).by).toBeUndefined();
  });

  it.each([
    ['no JSON', '{'],
    ['another thing', '[]'],
    ['null', 'null'],
    ['no version', JSON.stringify({ ...file, version: undefined })],
    ['a later version', JSON.stringify({ ...file, version: 2 })],
    ['no decisions', JSON.stringify({ version: 1, plan: file.plan })],
    ['a decision that is a list', JSON.stringify({ ...file, decisions: [[]] })],
    [
      'a word that is neither',
      JSON.stringify({ ...file, decisions: [{ ...decisions[0], decision: 'maybe' }] }),
    ],
    ['nobody’s word', JSON.stringify({ ...file, decisions: [{ ...decisions[0], by: '' }] })],
    ['no time', JSON.stringify({ ...file, decisions: [{ ...decisions[0], at: 'lately' }] })],
    ['no reason', JSON.stringify({ ...file, decisions: [{ ...decisions[0], reason: null }] })],
    ['inherited members', '{"__proto__":{"version":1,"decisions":[]}}'],
  ])('is refused as INVALID_DECISIONS: %s', (_, text) => {
    expect(codeOf(() => parseDecisions(text, plan))).toBe('INVALID_DECISIONS');
  });

  it('is refused where it belongs to another plan, or decides on what is not proposed', () => {
    const other = { ...plan, hash_before: 'f'.repeat(64) };
    expect(codeOf(() => parseDecisions(JSON.stringify(file), other))).toBe('WRONG_DATA');
    const unknown = { ...file, decisions: [{ ...decisions[0], proposal: '__proto__' }] };
    expect(codeOf(() => parseDecisions(JSON.stringify(unknown), plan))).toBe('UNKNOWN_PROPOSAL');
    expect(codeOf(() => decisionFile(plan, [{ ...decisions[0]!, proposal: 'x' }]))).toBe('UNKNOWN_PROPOSAL');
  });
});
