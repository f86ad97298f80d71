import { cellAddress, cellAt } from '@stock-analyzer/schema';
import { beforeAll, expect, it } from 'vitest';
import { HOSTILE, hostileInput, reportInput } from '../testing/quality-report';
import { definitionOf } from './figures/companies';
import { type QualityReportInput, qualityReportJson, qualityReportMarkdown } from './index';
import { showCount } from './numbers';

let input: QualityReportInput;
beforeAll(async () => {
  input = await reportInput();
});

it('the JSON has every figure under its own name, and every row uncut', () => {
  const parsed = JSON.parse(qualityReportJson(input));
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
  expect(parsed).toMatchObject({ as_of: '2025-10-17', status: 'held', run_id: input.run.run_id });
  expect(parsed.summary).toEqual(plain(input.report.summary));
  expect(parsed.before.summary).toEqual(plain(input.before.summary));
  expect(parsed.gate).toEqual(plain(input.gate));
  expect(parsed.sheets).toEqual(plain(input.run.sheets));
  expect(parsed.issues).toEqual(plain(input.report.issues));
  expect(parsed.proposals).toMatchObject(plain(input.plan.proposals));
  expect(parsed.flagged).toMatchObject(plain(input.plan.flagged));
  expect(parsed.decisions).toEqual(plain(input.decisions));
  expect(parsed.journal).toEqual(plain(input.journal.entries));
  expect(parsed.quarantine).toEqual(plain(input.quarantine));
  expect(parsed.comparison).toEqual(plain(input.comparison));
});

it('the JSON tells where each proposed change stands', () => {
  const { proposals, flagged } = JSON.parse(qualityReportJson(input));
  for (const { row, field, company, unit, cell } of [...proposals, ...flagged]) {
    expect(company).toBe(cellAt(input.dataset.fields.byName.get('corpName')!, row));
    expect(unit).toBe(definitionOf(input.dataset, field)!.unit);
    expect(cell).toBe(cellAddress(input.dataset, row, field));
  }
});

it('the JSON is valid whatever the source wrote', () => {
  const parsed = JSON.parse(qualityReportJson(hostileInput(input)));
  expect(parsed.quarantine.map(({ sheet }: { sheet: string }) => sheet)).toEqual(HOSTILE);
});

it('the Markdown says what matters in either language', () => {
  const english = qualityReportMarkdown(input, { language: 'en' });
  expect(english).toContain('# Quality report 2025-10-17');
  expect(english).toContain('**Not yet.');
  for (const { sheet, rows_read } of input.run.sheets) {
    expect(english).toContain(`| ${sheet.replace(/[_&]/g, '\\$&')} | ${showCount(rows_read)} |`);
  }
  expect(qualityReportMarkdown(input, { language: 'ko' })).toContain('# 품질 보고서 2025-10-17');
});

it('texts of the source are no markup in the Markdown', () => {
  const hostile = qualityReportMarkdown(hostileInput(input), { language: 'en' });
  expect(hostile).not.toMatch(/(?<!\\)<|(?<!\\)!\[/);
});
