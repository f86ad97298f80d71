import { applyPlan, decide, proposeCorrections } from '@stock-analyzer/correction';
import { DEMO_DEFECTS, generateWeeks, xlsbBytes } from '@stock-analyzer/fixtures';
import { type Dataset, tableToRows } from '@stock-analyzer/schema';
import { createValidator } from '@stock-analyzer/validator';
import { expect, it } from 'vitest';
import { readWeek } from './read-week';

it('no proposal changes a true value, with a week before or without one', async () => {
  let previous: Dataset | undefined;
  let approved = new Map<string, Record<string, unknown>>();
  let proposed = 0;
  const weeks = generateWeeks({ companies: 2000, analysed: 500, defects: DEMO_DEFECTS, weeks: 3 });
  for (const { name, content, truth } of weeks) {
    const { transformed } = await readWeek(xlsbBytes(content), { name: `${name}.xlsb` });
    const { dataset, issues } = transformed;
    const report = createValidator(dataset.schema).validate(dataset, { issues });
    const plan = proposeCorrections(dataset, report, { earlier: previous ? [previous] : [] });
    const truths = new Map(
      truth.companies.map(({ ticker, fields }) => [ticker, fields as Record<string, unknown>]),
    );
    // The truth is told of canonical fields.
    const canonical = plan.proposals.filter(({ field }) => dataset.fields.byName.has(field));
    for (const { ticker, field, to } of canonical) {
      // An error that was approved last week misleads this one; that is a person's to see.
      if (previous && isWrong(previous, ticker, field, approved)) continue;
      const right = truths.get(ticker ?? '')?.[field];
      const told = expect(to, `${ticker} ${field} in ${name}`);
      if (field === 'Ticker') expect(truths.has(String(to))).toBe(true);
      else if (typeof right === 'number') told.toBeCloseTo(right, 9);
      else told.toBe(right);
    }
    proposed += plan.proposals.length;
    // What is compared with is approved, so corrected.
    const yes = { decision: 'accept', by: 'Kim', at: plan.created_at, reason: 'true' } as const;
    approved = truths;
    previous = applyPlan(dataset, plan, decide(plan, {}, yes)).data;
  }
  expect(proposed).toBeGreaterThan(30);
}, 30_000);

function isWrong(
  { fields }: Dataset,
  ticker: string | null,
  field: string,
  truths: ReadonlyMap<string, Record<string, unknown>>,
): boolean {
  const row = tableToRows(fields).find(({ Ticker }) => Ticker === ticker);
  const value = row?.[field];
  const right = truths.get(ticker ?? '')?.[field];
  return (
    typeof value === 'number' && typeof right === 'number' && Math.abs(value - right) > 1e-6 * Math.abs(right)
  );
}
