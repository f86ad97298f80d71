import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companySchema } from '../company/schema';
import { SchemaError } from '../errors';
import { companyNativeFields } from '../sheets';
import {
  bindRelations,
  companyRelations,
  defineRelation,
  eachRow,
  globalScouterRelations,
  misfit,
  parseFormula,
  type Relation,
} from './index';

const evaluate = (text: string, values: Readonly<Record<string, number>> = {}) =>
  parseFormula(text).bind((key) => () => values[key] ?? Number.NaN)(0);

describe('parseFormula', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['10 - 2 - 3', 5],
    ['100 / 10 / 5', 2],
    ['abs(-3) * 2', 6],
    ['2 * -3', -6],
    ['100 * (eps - old) / abs(old)', 150],
  ])('%s is %d', (text, expected) => {
    expect(evaluate(text, { eps: 1, old: -2 })).toBe(expected);
  });

  it('has no value where a field has none or an operation is undefined', () => {
    expect(evaluate('a + 1')).toBeNaN();
    expect(evaluate('1 / 0')).toBeNaN();
    expect(evaluate('(0 - 8) ^ 0.5')).toBeNaN();
  });

  it.each(['', '1 +', '(1', '1 )', 'a b', 'a $ b', '* 2', 'constructor()', 'a.b', 'a[0]'])(
    'refuses %j',
    (text) => {
      expect(() => parseFormula(text)).toThrow(SchemaError);
    },
  );

  it('either reads a text or says that it does not, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          parseFormula(text).bind(() => () => 1)(0);
        } catch (error) {
          expect(error).toBeInstanceOf(SchemaError);
        }
      }),
    );
  });

  it('computes as JavaScript does', () => {
    const number = fc.double({ min: 0.1, max: 100, noNaN: true });
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        expect(evaluate('a * b - c / (a + b)', { a, b, c })).toBe(a * b - c / (a + b));
      }),
    );
  });
});

describe('eachRow', () => {
  const value = fc.oneof(fc.double(), fc.integer({ min: -9, max: 9 }), fc.constant(Number.NaN));
  const operand = fc.oneof(fc.constantFrom('a', 'b', '2', '0.5', '-a', 'abs(b)'));
  const formula = fc
    .array(fc.tuple(fc.constantFrom('+', '-', '*', '/', '^'), operand, fc.boolean()), { maxLength: 4 })
    .map((parts) =>
      parts.reduce(
        (text, [operator, each, isLast]) =>
          isLast ? `${each} ${operator} (${text})` : `(${text}) ${operator} ${each}`,
        'b',
      ),
    );

  it('gives what each row by itself gives, whatever the formula and its constants', () => {
    const constant = fc.constantFrom(undefined, { by: 'c', as: 'factor' }, {
      by: 'c',
      as: 'offset',
    } as const);
    const rows = fc.array(fc.tuple(value, value, value, fc.integer({ min: -1, max: 1 })), { maxLength: 40 });
    fc.assert(
      // Many times the same rows, so that there are several blocks, and one that is not full.
      fc.property(formula, constant, rows, fc.integer({ min: 1, max: 40 }), (right, by, some, times) => {
        const all = Array.from({ length: times }, () => some).flat();
        const columns: Record<string, number[]> = {
          left: all.map(([each]) => each),
          a: all.map(([, each]) => each),
          b: all.map(([, , each]) => each),
        };
        const relation = { ...companyRelations[0]!, left: 'left', right, ...(by && { constant: by }) };
        const [bound] = bindRelations([relation as Relation], {
          rowCount: all.length,
          numbers: (key) => columns[key],
          groups: () => ({ names: ['x', 'y'], codes: all.map(([, , , code]) => code) }),
        });
        const found: number[][] = [];
        eachRow(bound!, all.length, (...sides) => found.push(sides));
        expect(found).toEqual(all.map((_, row) => [row, bound!.left(row), bound!.right(row)]));
      }),
    );
  });
});

describe('relations', () => {
  it('name fields that there are', () => {
    const canonical = new Set(companySchema.fields.map(({ key }) => key));
    const all = new Set<string>([...canonical, ...companyNativeFields.map(({ key }) => key)]);
    const keysOf = (relation: (typeof companyRelations)[number]) => [
      relation.left,
      ...parseFormula(relation.right).keys,
      ...(relation.constant ? [relation.constant.by] : []),
    ];
    expect(companyRelations.flatMap(keysOf).filter((key) => !canonical.has(key as never))).toEqual([]);
    expect(globalScouterRelations.flatMap(keysOf).filter((key) => !all.has(key))).toEqual([]);
  });

  it('are well defined and have names of their own', () => {
    for (const relation of globalScouterRelations) expect(defineRelation(relation)).toBe(relation);
    const names = globalScouterRelations.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('estimate exchange rates from the data, and wrong values do not move them', () => {
    const rows = 40;
    const columns: Record<string, number[]> = {
      price: Array.from({ length: rows }, (_, row) => 1000 + 10 * row),
      eps: Array.from({ length: rows }, (_, row) => 0.1 + 0.01 * row),
      perFwd: [],
    };
    const fx = [1, 1407.4];
    const codes = columns.price!.map((_, row) => row % 2);
    columns.perFwd = columns.price!.map((price, row) => price / fx[codes[row]!]! / columns.eps![row]!);
    for (const row of [1, 3, 5, 7]) columns.perFwd[row]! *= 100;
    const bound = bindRelations(globalScouterRelations, {
      rowCount: rows,
      numbers: (key) => columns[key],
      groups: (key) => (key === 'currency' ? { names: ['USD', 'KRW'], codes } : undefined),
    }).find(({ relation }) => relation.name === 'per-from-price')!;
    expect(1 / bound.constants.get('KRW')!).toBeCloseTo(1407.4, 6);
    expect(Array.from({ length: rows }, (_, row) => misfit(bound, row) > 1 && row).filter(Number)).toEqual([
      1, 3, 5, 7,
    ]);
  });

  it('leave out what the data has no columns for', () => {
    expect(
      bindRelations(companyRelations, { rowCount: 1, numbers: () => undefined, groups: () => undefined }),
    ).toEqual([]);
  });

  it('of equal zeros hold, and an order holds on its right side', () => {
    const bound = (kind: '=' | '≥', left: number, right: number) => ({
      relation: { ...companyRelations[0]!, kind, tolerance: { relative: 0.1, absolute: 0 } },
      left: () => left,
      right: () => right,
    });
    expect(misfit(bound('=', 0, 0), 0)).toBe(0);
    expect(misfit(bound('≥', 5, 1), 0)).toBe(0);
    expect(misfit(bound('≥', 1, 5), 0)).toBeGreaterThan(1);
    expect(misfit(bound('=', 1, Number.NaN), 0)).toBeNaN();
  });
});
