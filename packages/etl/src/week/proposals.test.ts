import { proposeCorrections } from '@stock-analyzer/correction';
import { DEMO_DEFECTS, generateWeeks, xlsbBytes } from '@stock-analyzer/fixtures';
import type { Dataset } from '@stock-analyzer/schema';
import { createValidator } from '@stock-analyzer/validator';
import { expect, it } from 'vitest';
import { readWeek } from './read-week';

it('no proposal changes a true value, with a week before or without one', async () => {
  let previous: Dataset | undefined;
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
    for (const { ticker, field, to } of plan.proposals) {
      expect(to, `${ticker} ${field} in ${name}`).toBeCloseTo(Number(truths.get(ticker ?? '')?.[field]), 9);
    }
    proposed += plan.proposals.length;
    previous = dataset;
  }
  expect(proposed).toBeGreaterThan(30);
}, 30_000);
