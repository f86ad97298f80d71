import { companySchema } from '@stock-analyzer/schema';
import { createValidator } from '@stock-analyzer/validator';
import { applyPlan, decide, hashTable, proposeCorrections, rollback } from '../src/index';
import { companies } from './data';

const yes = { decision: 'accept', by: 'bench', at: '2025-10-10T00:00:00Z', reason: 'bench' } as const;
const RUNS = 15;

function median(run: () => unknown): number {
  for (let warm = 0; warm < 5; warm++) run();
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[RUNS >> 1]!;
}

const figures: Record<string, number> = {};
for (const rows of [1250, 12_500]) {
  const table = companies(rows, 0.03);
  const previous = companies(rows, 0);
  const validator = createValidator(companySchema);
  const { issues } = validator.validate(table);
  const options = { schema: companySchema, earlier: [previous] };
  const plan = proposeCorrections(table, issues, options);
  const decisions = decide(plan, {}, yes);
  const { data, journal } = applyPlan(table, plan, decisions);
  figures[`correction.proposals_${rows}`] = plan.proposals.length;
  figures[`correction.hash_${rows}_ms`] = median(() => hashTable(table));
  figures[`correction.validate_${rows}_ms`] = median(() => validator.validate(table));
  figures[`correction.propose_${rows}_ms`] = median(() => proposeCorrections(table, issues, options));
  figures[`correction.apply_${rows}_ms`] = median(() => applyPlan(table, plan, decisions));
  figures[`correction.rollback_${rows}_ms`] = median(() => rollback(data, journal));
}

if (process.argv.includes('--json')) console.log(JSON.stringify({ figures }));
else {
  for (const [name, value] of Object.entries(figures)) {
    const unit = name.endsWith('_ms') ? 'ms' : 'count';
    console.log(`${name} ${Math.round(value * 100) / 100} ${unit}`);
  }
}
