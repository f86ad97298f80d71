import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Evidence } from '../model/plan';
import { evidence } from './describe';
import { addEvidence } from './lazy';
import { EvidenceLog } from './packed';

const piece = fc
  .record({
    kind: fc.constantFrom<Evidence['kind'][]>('prior', 'bounds', 'history', 'peers', 'relation'),
    logOdds: fc.double({ noNaN: true, noDefaultInfinity: true }),
    numbers: fc.dictionary(fc.constantFrom('from', 'to', 'min', 'max', 'previous', 'one_in'), fc.double()),
    subject: fc.option(fc.string()),
  })
  .map(({ kind, logOdds, numbers, subject }) => evidence(kind, logOdds, numbers, subject));

/** With its text, and names in their order. */
const seen = ({ kind, text, log_odds, subject, numbers }: Evidence) => ({
  kind,
  text,
  log_odds,
  subject,
  numbers: Object.entries(numbers),
});

it('gives back what it was given, whatever else it keeps', () => {
  fc.assert(
    fc.property(fc.array(fc.array(piece, { maxLength: 8 }), { maxLength: 60 }), (lists) => {
      const log = new EvidenceLog();
      const packed = lists.map((list) => log.pack(list));
      expect(packed.map((each) => each.list().map(seen))).toEqual(lists.map((list) => list.map(seen)));
    }),
  );
});

it('is a plain list as far as anyone can see', () => {
  const told = [evidence('history', 3.25, { previous: 15.4 }), evidence('prior', -6.9, { one_in: 1000 })];
  const line = addEvidence({ row: 1 }, new EvidenceLog().pack(told));
  const plain = { row: 1, evidence: told.map((each) => ({ ...each, text: each.text })) };
  expect(line).toEqual(plain);
  expect(Object.keys(line)).toEqual(['row', 'evidence']);
  expect(structuredClone(line)).toEqual(plain);
  expect({ ...line }).toStrictEqual({ ...JSON.parse(JSON.stringify(line)) });
  expect(line.evidence[0]?.text).toBe('Last week it was 15.4');
});
