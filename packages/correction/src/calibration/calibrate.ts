import { probability } from '../evidence/likelihood';
import type { CorrectionRule } from '../model/plan';

export function calibrate(_rule: CorrectionRule, raw: number): number {
  return probability(raw);
}
