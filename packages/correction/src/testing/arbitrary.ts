import {
  booleanColumn,
  type CellValue,
  type Column,
  type ColumnTable,
  columnTable,
  companySchema,
  type Dataset,
  defineSchema,
  mixedColumn,
  numberColumn,
  stringColumn,
} from '@stock-analyzer/schema';
import fc from 'fast-check';
import { type CorrectionData, cellOf, columnsOf, fieldsOf, tickerAt } from '../data';
import type { CorrectionPlan } from '../model/plan';
import { buildPlan } from '../propose/build-plan';
import type { Finding } from '../propose/context';

/** Any UTF-16 units, lone surrogates among them. */
export function anyUtf16(maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.nat(0xffff), { maxLength }).map((units) => String.fromCharCode(...units));
}

/** Texts with everything that breaks naive code: lone surrogates, prototype names, formulas. */
const text = fc.oneof(
  anyUtf16(6),
  fc.constantFrom('\ud800', '\udc00x', '__proto__', 'constructor', '=1+1', '', ' ', 'Nasdaq'),
);
const number = fc.oneof(
  fc.double({ noNaN: true }),
  fc.constantFrom(0, -0, 436.61, -36538, Number.MIN_VALUE, Number.POSITIVE_INFINITY),
);
const cell: fc.Arbitrary<CellValue> = fc.oneof(number, text, fc.boolean(), fc.constant(null));
const missing = { freq: 3, nil: null } as const;

function column(name: string, rows: number): fc.Arbitrary<Column> {
  const size = { minLength: rows, maxLength: rows };
  return fc.oneof(
    fc.array(fc.option(number, missing), size).map((values) => numberColumn(name, values)),
    fc.array(fc.option(text, missing), size).map((values) => stringColumn(name, values)),
    fc.array(fc.option(text, missing), size).map((values) => withUnusedText(stringColumn(name, values))),
    fc.array(fc.option(fc.boolean(), missing), size).map((values) => booleanColumn(name, values)),
    fc.array(cell, size).map((values) => mixedColumn(name, values)),
  );
}

/** A dictionary may hold texts that no row uses. */
function withUnusedText(column: Column): Column {
  if (column.type !== 'string') return column;
  return {
    ...column,
    codes: column.codes.map((code) => (code < 0 ? code : code + 1)),
    dictionary: ['\u0000unused', ...column.dictionary],
  };
}

/** Any table of up to 8 rows and 4 columns. */
export const anyTable: fc.Arbitrary<ColumnTable> = fc
  .record({
    rows: fc.nat(8),
    names: fc.uniqueArray(fc.oneof(text, fc.constantFrom('Ticker', 'exchange', '45933')), { maxLength: 4 }),
  })
  .chain(({ rows, names }) =>
    fc.tuple(...names.map((name) => column(name, rows))).map((columns) => columnTable(rows, columns)),
  );

/** A week around any table, and native fields beside it. */
export function datasetOf(fields: ColumnTable, native = columnTable(fields.rowCount, [])): Dataset {
  return {
    asOf: '2025-10-10',
    month: 'Oct-25',
    schema: companySchema,
    nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
    fields,
    native,
    origins: null,
    provenance: { file: null, sha256: null, bytes: null, profile: 'test', modifiedAt: null },
    marks: [
      {
        ticker: 'A',
        field: 'x',
        was: 1,
        rule: 'scale',
        confidence: 1,
        approvedBy: 'Kim',
        approvedAt: '2025-10-03',
      },
    ],
  };
}

/** Any week: the columns after the first few are its native fields. */
const anyWeek = fc
  .tuple(anyTable, fc.nat(4))
  .map(([{ rowCount, columns }, canonical]) =>
    datasetOf(
      columnTable(rowCount, columns.slice(0, canonical)),
      columnTable(rowCount, columns.slice(canonical)),
    ),
  );

/** Any week or bare table. */
export const anyData: fc.Arbitrary<CorrectionData> = fc.oneof(anyTable, anyWeek);

/** Data with a plan of any changes at all: no detector would propose most of them. */
export const anyPlanned: fc.Arbitrary<{ data: CorrectionData; plan: CorrectionPlan }> = anyData.chain(
  (data) => {
    const { rowCount } = fieldsOf(data);
    const cells = columnsOf(data).flatMap(({ name }) =>
      Array.from({ length: rowCount }, (_, row) => ({ row, field: name })),
    );
    return fc
      .tuple(
        fc.subarray(cells),
        fc.infiniteStream(cell),
        fc.infiniteStream(fc.constantFrom(null, null, 'a', 'b')),
      )
      .map(([chosen, values, groups]) => {
        const findings: Finding[] = [];
        for (const { row, field } of chosen) {
          const to = values.next().value as CellValue;
          const group = groups.next().value as string | null;
          if (Object.is(to, cellOf(data, row, field))) continue;
          findings.push({
            row,
            field,
            to,
            rule: 'scale',
            confidence: 0.9,
            evidence: [],
            alternatives: [],
            group,
          });
        }
        const tickers = Array.from({ length: rowCount }, (_, row) => tickerAt(data, row));
        const facts = { createdAt: '2025-10-10T00:00:00Z', threshold: 0.6, tickers, answers: () => null };
        return { data, plan: buildPlan(data, findings, facts) };
      });
  },
);
