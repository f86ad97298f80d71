import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Finding } from './context';
import { FindingsByCell } from './findings-by-cell';

const FIELDS = ['a', 'b', 'c', 'd'];
const placeOf = new Map(FIELDS.map((field, place) => [field, place]));

const finding = fc
  .record({ row: fc.nat(5), field: fc.constantFrom(...FIELDS), confidence: fc.double({ noNaN: true }) })
  .map((head): Finding => ({ ...head, to: 1, rule: null, evidence: [], alternatives: [], group: null }));

it('keeps of each cell the chosen finding, and gives them by row and then by column', () => {
  const surer = (one: Finding, known: Finding | undefined) =>
    known && known.confidence > one.confidence ? known : one;
  fc.assert(
    fc.property(fc.array(finding), (given) => {
      const findings = new FindingsByCell(6, placeOf);
      const expected = new Map<number, Finding>();
      for (const each of given) {
        findings.put(each, surer);
        const cell = each.row * FIELDS.length + placeOf.get(each.field)!;
        expected.set(cell, surer(each, expected.get(cell)));
      }
      for (const each of given) {
        const cell = each.row * FIELDS.length + placeOf.get(each.field)!;
        expect(findings.at(each.row, each.field)).toBe(expected.get(cell));
      }
      const inOrder = [...expected].sort(([one], [other]) => one - other).map(([, each]) => each);
      expect([...findings.taken()]).toEqual(inOrder);
      for (const each of given) expect(findings.at(each.row, each.field)).toBeUndefined();
    }),
  );
});
