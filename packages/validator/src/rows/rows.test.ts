import { companySchema, rowsToTable, type Schema } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatedSources } from '../../generate.mjs';
import { defineRule } from '../rules/rule';
import { createValidator } from '../validator';
import { checkCompany } from './company-check';

// Equal to the built-in schema in all but identity, so that its rows are checked by closures.
const runtimeSchema: Schema = { ...companySchema };
const levels = ['field'] as const;
const builtIn = createValidator(companySchema, { levels });
const runtime = createValidator(runtimeSchema, { levels });
const now = new Date(0);
/** A million once, by hand. */
const numRuns = Number(process.env.LAW_RUNS ?? 150);

const limits = companySchema.fields.flatMap((field) => {
  const { possible, plausible } = field;
  return [...Object.values(possible ?? {}), ...Object.values(plausible ?? {})];
});
const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      null,
      undefined,
      Number.NaN,
      -0,
      Infinity,
      -Infinity,
      Number.MAX_VALUE,
      true,
      false,
      '',
      ' ',
      '\u3000',
    ],
    ...['12', 'NYSE', 'nyse', 'Buy', 'A.B', 'a b', '삼성전자', '2025-10-10', '2025-02-30', '\ud800'],
    ...[12n, Symbol('x'), {}, [], () => 1, new Date(0), Object.create(null)],
  ),
  fc.double(),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const number = fc.oneof(
  fc.double({ min: -100, max: 300 }),
  fc.constantFrom(
    ...limits,
    ...limits.map((limit) => limit * (1 + 1e-12)),
    ...limits.map((limit) => limit - 1),
  ),
);
const names = companySchema.fields.flatMap(({ name, ...rest }) =>
  rest.month ? [name, name, name.replace(rest.month, 'Nov-25')] : [name, name],
);
const key = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...names) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'other', '7') },
);
const prototypes = fc.constantFrom<object | null>(Object.prototype, null, {
  corpName: 'inherited',
  other: 1,
});
const entries = fc.uniqueArray(fc.tuple(key, fc.oneof(number, hostile)), {
  selector: ([name]) => name,
  maxLength: 60,
});
const row = fc.tuple(entries, prototypes).map(([cells, prototype]) => {
  const made = Object.create(prototype);
  for (const [name, value] of cells) {
    Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return made as object;
});
/** Every field, nearly all of them good: what generated code is for. */
const fullRow = fc
  .tuple(
    fc.tuple(
      ...companySchema.fields.map((field) => fc.oneof({ weight: 9, arbitrary: good(field) }, hostile)),
    ),
    fc.boolean(),
  )
  .map(([values, later]) =>
    Object.fromEntries(
      companySchema.fields.map(({ name }, index) => [
        later ? name.replace('Oct-25', 'Dec-25') : name,
        values[index],
      ]),
    ),
  );
const broken = fc.constantFrom<unknown>(null, 7, 'row', [1], undefined);
const rows = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: row },
    { weight: 6, arbitrary: fullRow },
    { weight: 1, arbitrary: broken },
  ),
  { maxLength: 20 },
);

function good(field: (typeof companySchema.fields)[number]): fc.Arbitrary<unknown> {
  if (field.values) return fc.constantFrom(...field.values);
  if (field.kind === 'string') return fc.constantFrom('NVDA', 'A-1.B');
  return fc.oneof(fc.integer({ min: 0, max: 30 }), number);
}

describe('single values', () => {
  it('are judged alike by generated code, by closures, and in columns', () => {
    const inColumns = createValidator(companySchema, {
      levels,
      // A rule on columns that finds nothing, so that rows are made into columns.
      rules: [
        defineRule({ name: 'none', compile: () => () => {}, explain: () => ({ expected: '', message: '' }) }),
      ],
    });
    fc.assert(
      fc.property(rows, (data) => {
        const report = builtIn.validate(data as object[], { now });
        expect(runtime.validate(data as object[], { now })).toEqual(report);
        expect(inColumns.validate(data as object[], { now })).toEqual(report);
      }),
      { numRuns },
    );
  }, 3_600_000);

  it('are judged alike in a table', () => {
    fc.assert(
      fc.property(fc.array(fullRow, { maxLength: 10 }), (data) => {
        const plain = data.map((values) =>
          Object.fromEntries(
            Object.entries(values).filter(
              ([, value]) => value === null || /number|string|boolean/.test(typeof value),
            ),
          ),
        ) as Record<string, never>[];
        expect(builtIn.validate(rowsToTable(plain), { now })).toEqual(builtIn.validate(plain, { now }));
      }),
      { numRuns: 200 },
    );
  });

  it('are found valid by themselves if the report says so', () => {
    const whole = createValidator(companySchema);
    const strict = createValidator(companySchema, { settings: { 'basis-points': 'error', list: 'warning' } });
    fc.assert(
      fc.property(fc.oneof(row, fullRow, broken), (values) => {
        for (const validator of [builtIn, runtime, whole, strict]) {
          const { summary } = validator.validate([values as object]);
          expect(validator.isValid(values)).toBe(summary.valid_companies === 1);
        }
      }),
      { numRuns },
    );
  }, 3_600_000);

  it('are let pass by generated code only if the tests find nothing', () => {
    const keys = companySchema.fields.map(({ name }) => name);
    fc.assert(
      fc.property(fullRow, (values) => {
        const suspects = new Set<number>();
        const accepts = keys.map(() => () => false);
        const renamed = Object.keys(values);
        checkCompany(values, renamed, accepts, (field) => suspects.add(field));
        for (const { field } of builtIn.validate([values]).issues) {
          expect(suspects).toContain(keys.indexOf(field as (typeof keys)[number]));
        }
        expect(renamed).toHaveLength(keys.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('rows', () => {
  it('of which a later one names a field exactly are checked again', () => {
    const data = [
      { Ticker: 'A', corpName: 'A', 'PER (Nov-25)': -1 },
      { Ticker: 'B', corpName: 'B', 'PER (Oct-25)': -2 },
    ];
    const { issues } = builtIn.validate(data);
    expect(issues.map(({ row, code, value }) => [row, code, value])).toEqual([
      [null, 'ambiguous_column', 'PER (Nov-25)'],
      [1, 'out_of_plausible_range', -2],
    ]);
  });

  it('of very many shapes are checked like others', () => {
    const data = Array.from({ length: 300 }, (_, index) => ({
      [`extra ${index}`]: 1,
      Ticker: 'a b',
      corpName: 'A',
    }));
    expect(builtIn.check(data).count('pattern_mismatch')).toBe(300);
    expect(data.filter((values) => builtIn.isValid(values))).toEqual([]);
  });

  it('of a schema with own rules on values are checked by them', () => {
    const odd = defineRule({
      name: 'odd',
      cell: (field) =>
        field.name === 'Avg Volume (3M)'
          ? (value) => typeof value === 'number' && value % 2 === 1
          : undefined,
      explain: () => ({ expected: 'an even number', message: 'odd' }),
    });
    const validator = createValidator(companySchema, { levels, rules: [odd] });
    const data = [1, 2, 3].map((volume) => ({ Ticker: 'A', corpName: 'A', 'Avg Volume (3M)': volume }));
    expect(validator.validate(data).issues.map(({ row, rule }) => [row, rule])).toEqual([
      [0, 'odd'],
      [2, 'odd'],
    ]);
    expect(validator.validate(rowsToTable(data)).by_code).toEqual({ custom_rule: 2 });
    expect(data.map((values) => validator.isValid(values))).toEqual([false, true, false]);
  });
});

it('the generated check is as the schema asks', async () => {
  for (const { path, text } of generatedSources()) {
    await expect(text).toMatchFileSnapshot(`../../${path}`);
  }
});
