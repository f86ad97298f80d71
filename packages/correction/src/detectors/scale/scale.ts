import type { Detector, DetectorContext, Finding } from '../../propose/context';
import { REVIEWED } from '../../propose/context';
import type { NumericField } from '../../propose/numeric-field';
import { FLAG_CONFIDENCE } from '../../propose/thresholds';
import { type Factor, factorsOf, scaled } from './factors';
import { unitFindings } from './unit';
import { createScales, type Scales } from './weigh';

/** Readings less likely than this are not listed. */
const WORTH_TELLING = 0.001;
/** A factor with such odds alone is worth a flag. */
const FLAG_ODDS = FLAG_CONFIDENCE / (1 - FLAG_CONFIDENCE);

/** A field with what is needed to weigh its cells. */
interface Weighed {
  readonly numeric: NumericField;
  readonly scales: Scales;
  readonly factors: readonly Factor[];
}

/** A cell that may be off, and by what. */
interface Suspect {
  readonly row: number;
  readonly weighed: Weighed;
  readonly value: number;
  readonly mustReport: boolean;
}

/**
 * Finds single numbers that are off by 100 or 10,000: percentages in basis points or as fractions, and other
 * slips of the decimal point. Magnitude alone decides nothing; see {@link createScales} for what does.
 *
 * Where several cells of a row look wrong, the surest is corrected first and the others are weighed again:
 * one wrong ROE makes PER and PBR look wrong too, by the formula that ties them.
 */
export const detectScale: Detector = (context) => {
  const suspects = new Map<number, Suspect[]>();
  for (const numeric of context.numeric.values()) {
    const factors = factorsOf(numeric.field);
    const weighed = { numeric, factors, scales: createScales(context, numeric) };
    for (const suspect of suspectsOf(context, weighed)) {
      const ofRow = suspects.get(suspect.row);
      if (ofRow) ofRow.push(suspect);
      else suspects.set(suspect.row, [suspect]);
    }
  }
  const findings: Finding[] = [];
  for (const ofRow of suspects.values()) findings.push(...resolveRow(context, ofRow));
  return unitFindings(context, findings);
};

function suspectsOf(context: DetectorContext, weighed: Weighed): Suspect[] {
  const { numeric, scales, factors } = weighed;
  const found: Suspect[] = [];
  const odds = new Float64Array(factors.length);
  for (let row = 0; row < numeric.values.length; row++) {
    const value = numeric.values[row]!;
    if (!Number.isFinite(value) || value === 0) continue;
    const issue = context.issueOf(row, numeric.name);
    const mustReport = issue !== null && REVIEWED.has(issue.code);
    if (!mustReport) {
      if (scales.isSettled(row, value)) continue;
      scales.weigh(row, value, factors, odds);
      if (!isSuspicious(odds)) continue;
    }
    found.push({ row, weighed, value, mustReport });
  }
  return found;
}

/** True if some reading other than the present one deserves at least a flag. */
function isSuspicious(odds: Float64Array): boolean {
  for (const each of odds) if (each >= FLAG_ODDS) return true;
  return false;
}

function resolveRow(context: DetectorContext, suspects: readonly Suspect[]): Finding[] {
  const findings: Finding[] = [];
  const left = [...suspects];
  while (left.length > 0) {
    const weighed = left.map((suspect) => weighCell(suspect));
    let best = 0;
    weighed.forEach(({ confidence }, index) => {
      if (confidence > weighed[best]!.confidence) best = index;
    });
    const { confidence, finding } = weighed[best]!;
    if (confidence < context.threshold) {
      return [
        ...findings,
        ...weighed.flatMap((other, index) =>
          other.confidence >= FLAG_CONFIDENCE || left[index]!.mustReport ? [other.finding()] : [],
        ),
      ];
    }
    const found = finding();
    findings.push(found);
    const [
      {
        weighed: { numeric },
        row,
      },
    ] = left.splice(best, 1) as [Suspect];
    numeric.values[row] = found.to as number;
  }
  return findings;
}

/** The best reading of a cell; its evidence is put into words only when asked for. */
function weighCell({ row, value, weighed }: Suspect): { confidence: number; finding: () => Finding } {
  const { numeric, scales, factors } = weighed;
  const odds = new Float64Array(factors.length);
  scales.weigh(row, value, factors, odds);
  let total = 1;
  let best = 0;
  for (let index = 0; index < odds.length; index++) {
    total += odds[index]!;
    if (odds[index]! > odds[best]!) best = index;
  }
  const confidence = odds[best]! / total;
  const finding = (): Finding => {
    const to = scaled(value, factors[best]!.factor);
    return {
      row,
      field: numeric.name,
      to,
      rule: 'scale',
      confidence,
      evidence: scales.explain(row, value, factors[best]!, to),
      alternatives: [
        { to: value, confidence: 1 / total },
        ...factors.flatMap(({ factor }, index) =>
          index === best || odds[index]! < WORTH_TELLING * total
            ? []
            : [{ to: scaled(value, factor), confidence: odds[index]! / total }],
        ),
      ],
      group: null,
    };
  };
  return { confidence, finding };
}
