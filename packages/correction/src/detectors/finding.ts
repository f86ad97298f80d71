import { type CellValue, type Column, cellAt } from '@stock-analyzer/schema';
import { calibrate } from '../calibration/calibrate';
import type { Alternative, CorrectionRule, Evidence } from '../model/plan';
import type { Finding } from '../propose/context';

/** A value that is wrong for certain and cannot be told: for a person to see, never proposed. */
export const LOST = 0.5;

/** A finding whose confidence is what its evidence adds up to. Pieces that are null tell nothing. */
export function findingOf(
  column: Column,
  row: number,
  rule: CorrectionRule,
  to: CellValue,
  told: readonly (Evidence | null)[],
  more: {
    readonly alternatives?: readonly Alternative[];
    readonly group?: string;
    readonly most?: number;
  } = {},
): Finding {
  const evidence = told.filter((piece) => piece !== null);
  const sum = evidence.reduce((total, { log_odds }) => total + log_odds, 0);
  const confidence = Math.min(more.most ?? 1, calibrate(rule, sum));
  const kept = { to: cellAt(column, row), confidence: 1 - confidence };
  return {
    row,
    field: column.name,
    to,
    rule,
    confidence,
    evidence,
    alternatives: more.alternatives ?? [kept],
    group: more.group ?? null,
  };
}
