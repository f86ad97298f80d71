import { join } from 'node:path';
import { companyRows, generateWorkbook, PRESETS, sheetCsv } from '@stock-analyzer/fixtures';
import { csvText, rowsToTable, tableToRows } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { canonicalProfile } from '../profile/canonical';
import { expectEverywhere, newFolder, run, smallWeek } from '../testing/weeks';
import { processWeek } from './process-week';

const text = (content: string) => new TextEncoder().encode(content);
const { content, truth } = generateWorkbook(PRESETS.small);
const sheet = (name: string) => content.sheets.find((each) => each.name === name)!;

describe('exports of M_Company as CSV', () => {
  it.each(['three_rows', 'one_row'] as const)('are weeks, as %s', async (layout) => {
    const input = text(sheetCsv(sheet('M_Company'), layout));
    const options = { out: newFolder(), name: 'M_Company.csv' };
    // A quarter of the fields comes from the sheet that is not there: by default that fails.
    expect(await processWeek(input, options)).toMatchObject({ status: 'failed' });
    const result = await processWeek(input, { ...options, gate: { fieldCoverage: 70 } });
    expect(result).toMatchObject({ status: 'published', run: { as_of: { date: truth.asOf, agrees: true } } });
    const rows = new Map(tableToRows(result.dataset.fields).map((row) => [row.Ticker, row]));
    for (const { ticker, fields } of truth.companies.filter(({ rows: where }) => where.has('M_Company'))) {
      const row = rows.get(ticker)!;
      for (const field of ['ROE (Fwd)', 'Operating Margin (Fwd)', 'Return (Y)', 'EPS (Fwd)']) {
        const value = fields[field] as number | null;
        if (value === null) expect(row[field], `${ticker} ${field}`).toBeNull();
        else expect(row[field], `${ticker} ${field}`).toBeCloseTo(value, 8);
      }
    }
    await expectEverywhere(options.out, result.run.release_id);
  });
});

describe('our own companies.json', () => {
  it('is the same week again: every canonical and native value', async () => {
    const first = await run(smallWeek(), { out: newFolder() });
    const out = newFolder();
    const again = await processWeek(join(first.releaseFolder!, 'companies.json'), { out });
    expect(again.status).toBe('published');
    expect(again.run).toMatchObject({
      source: { profile: 'canonical' },
      as_of: { date: '2025-10-10', agrees: true },
      totals: { rows_published: 50, rows_structural: 1 },
    });
    expect(again.dataset.month).toBe('Oct-25');
    expect(tableToRows(again.dataset.fields)).toEqual(tableToRows(first.dataset.fields));
    const native = tableToRows(again.dataset.native);
    tableToRows(first.dataset.native).forEach((row, at) => {
      for (const [name, value] of Object.entries(row)) {
        // The exchange is spelled as the file has it, which is the canonical way now.
        if (name !== 'Exchange (Source)') expect(native[at]![name] ?? null, name).toBe(value);
      }
    });
  });
});

describe('companies in canonical form', () => {
  const rows = companyRows({ count: 40 });
  const names = Object.keys(rows[0]!);
  const csv = text(csvText([names, ...rows.map((row) => Object.values(row) as (string | number)[])]));

  it('are read as they stand, with all 39 fields', async () => {
    const out = newFolder();
    const result = await processWeek(csv, { out, name: 'mine_20251010.csv', profile: canonicalProfile });
    expect(result).toMatchObject({ status: 'published', gate: { outcome: 'pass' } });
    expect(tableToRows(result.dataset.fields)).toEqual(tableToRows(rowsToTable(rows)));
    await expectEverywhere(out, result.run.release_id);
  });

  it('need a date', async () => {
    const running = processWeek(csv, { out: newFolder(), name: 'companies.csv' });
    await expect(running).rejects.toMatchObject({ code: 'AS_OF_UNKNOWN' });
  });

  it('are held if they are in fractions after all', async () => {
    const fractions = rows.map((row) => ({ ...row, 'ROE (Fwd)': (row['ROE (Fwd)'] as number) / 100 }));
    const input = text(JSON.stringify(fractions));
    const result = await processWeek(input, {
      out: newFolder(),
      name: '20251010.json',
      profile: canonicalProfile,
    });
    expect(result.status).toBe('held');
    expect(result.gate.conditions.find(({ name }) => name === 'column_unit_issues')?.outcome).toBe('hold');
  });
});

describe('the files of the existing pages', () => {
  it('are no weeks, and say so', async () => {
    const first = await run(smallWeek(), { out: newFolder() });
    for (const [name, code] of [
      ['enhanced_summary_data.json', 'MISSING_SHEET'],
      ['enhanced_summary_data_full.json', 'MISSING_SHEET'],
      ['global_scouter_integrated.json', 'HEADER_NOT_FOUND'],
    ] as const) {
      const running = processWeek(join(first.releaseFolder!, name), { out: newFolder() });
      await expect(running, name).rejects.toMatchObject({ code });
    }
  });
});
