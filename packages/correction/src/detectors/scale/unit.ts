import { cellAt } from '@stock-analyzer/schema';
import { evidence } from '../../evidence/describe';
import type { DetectorContext, Finding } from '../../propose/context';
import { FLAG_CONFIDENCE } from '../../propose/thresholds';

/** From this part of a column on, equal deviations are the column's and not its cells'. */
const WHOLE_COLUMN = 0.2;
/** In a short column, fewer cells than this prove nothing of it. */
const FEWEST = 10;

/**
 * Takes back what was found of a column that deviates as a whole. Which unit a column is in is a question of
 * the source, not of its cells: correcting most of the cells one by one would mix units in what remains.
 */
export function unitFindings(context: DetectorContext, findings: readonly Finding[]): Finding[] {
  const keys = findings.map(({ field, row, to }) => {
    const from = cellAt(context.table.byName.get(field)!, row);
    return `${Math.round(Math.log10(Number(to) / Number(from)))} ${field}`;
  });
  const counts = new Map<string, number>();
  findings.forEach(({ confidence }, index) => {
    const key = keys[index]!;
    if (confidence >= context.threshold) counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  const many = new Set([...counts].filter(([, count]) => count >= FEWEST).map(([key]) => key));
  if (many.size === 0) return [...findings];
  const present = new Map<string, number>();
  for (const { name, values } of context.numeric.values()) {
    let count = 0;
    for (const value of values) if (!Number.isNaN(value)) count++;
    present.set(name, count);
  }
  return findings.map((finding, index) => {
    const affected = counts.get(keys[index]!) ?? 0;
    const total = present.get(finding.field)!;
    if (!many.has(keys[index]!) || affected < WHOLE_COLUMN * total) return finding;
    return {
      ...finding,
      confidence: Math.min(finding.confidence, FLAG_CONFIDENCE),
      evidence: [...finding.evidence, evidence('column', 0, { affected, total })],
    };
  });
}
