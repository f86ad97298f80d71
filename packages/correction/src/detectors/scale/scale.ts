import { evidence } from '../../evidence/describe';
import { allRelations } from '../../evidence/week-relations';
import type { Detector, DetectorContext, Finding } from '../../propose/context';
import { learn, type Model } from './model';
import { resolveRow } from './row';
import { sampleRows } from './sample';
import { suspectsOf } from './suspects';

/** Log-odds from which a cell is worth a person's look. */
const WORTH_FLAGGING = -3;
/** Without a clean base so many of the largest deviations may be errors. */
const DOUBTFUL = 0.08;
/** Log-odds from which a cell is not learned from. */
const WORTH_CLEANING = 0;
/** Fewer findings than this say nothing of their column, nor does a smaller part of it. */
const FEWEST = 10;
const MOST_OF_COLUMN = 0.08;
const DOUBTED = 0.5;

/**
 * Finds numbers that are wrong: off by a power of ten, by their sign or by a currency, highs and lows that
 * changed places, and values that cannot be right and do not tell how they came about.
 */
export const detectScale: Detector = (context) => {
  const rows = sampleRows(context.tickers, context.groups('industry'));
  const look = (model: Model, least: number) => {
    const findings: Finding[] = [];
    for (const [row, suspects] of suspectsOf(model))
      findings.push(...resolveRow(model, row, suspects, least));
    return findings;
  };
  if (context.earlier.length > 1)
    return doubted(context, look(learn(context, allRelations, rows), WORTH_FLAGGING));
  // Without a clean base the first look only cleans what the second learns from.
  const numbers = [...context.numeric.values()].map(({ values }) => ({ values, kept: values.slice() }));
  const first = learn(context, allRelations, rows, DOUBTFUL);
  look(first, WORTH_CLEANING);
  const model = learn(context, allRelations, rows, 0, first);
  for (const { values, kept } of numbers) values.set(kept);
  return doubted(context, look(model, WORTH_FLAGGING));
};

/**
 * Lowers what was found in columns that have too many findings: one in which a tenth of the cells look wrong is
 * itself not what it is taken for, and correcting cells would hide that.
 */
function doubted({ numeric }: DetectorContext, findings: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>();
  for (const { field } of findings) counts.set(field, (counts.get(field) ?? 0) + 1);
  const told = new Map<string, Finding['evidence']>();
  for (const { name, values } of numeric.values()) {
    const affected = counts.get(name) ?? 0;
    const total = values.reduce((count, value) => count + Number(Number.isFinite(value)), 0);
    if (affected >= FEWEST && affected > MOST_OF_COLUMN * total) {
      told.set(name, [evidence('column', 0, { affected, total })]);
    }
  }
  return findings.map((finding) => {
    const why = told.get(finding.field);
    const confidence = Math.min(finding.confidence, DOUBTED);
    return why ? { ...finding, confidence, evidence: [...finding.evidence, ...why] } : finding;
  });
}
