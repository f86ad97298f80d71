// Prints the lines of src/calibration/table.ts, fitted on the train seeds of the accuracy benchmark alone.
import { interpolate } from '../src/calibration/calibrate';
import { calibration, RAW } from '../src/calibration/table';
import { LONE } from '../src/detectors/scale/tell';
import { type CorrectionRule, proposeCorrections } from '../src/index';
import { corpora, corpusPlans } from './accuracy/corpora';

/** Proposals are believed to have their own sums for odds, as firmly as so many of them would tell. */
const BELIEF = 40;
/** A higher sum is a little surer at least, so that sums can be told from confidences. */
const STEP = 0.1;
const RULES = new Set<CorrectionRule>(['scale', 'sign', 'currency', 'swapped_range']);

const counts = new Map<CorrectionRule, { right: number[]; all: number[]; sure: number[] }>();
for (const { dirty } of corpora(corpusPlans('train', process.argv.includes('--quick')))) {
  for (const { week, earlier, errors } of dirty()) {
    const truth = new Map(
      errors.flatMap(({ cells }) => cells.map(({ row, field, was }) => [`${row} ${field}`, was] as const)),
    );
    // What else is found where a row or column is not what it seems belongs to that error.
    const rows = new Set(
      errors.flatMap(({ level, cells }) => (level === 'row' ? cells.map(({ row }) => row) : [])),
    );
    const fields = new Set(
      errors.flatMap(({ kind, level, cells }) =>
        level === 'column' && kind !== 'column_scale' ? cells.map(({ field }) => field) : [],
      ),
    );
    for (const weeks of [earlier, []]) {
      const plan = proposeCorrections(week, [], { earlier: weeks });
      for (const { rule, row, field, to, confidence, evidence } of [...plan.proposals, ...plan.flagged]) {
        if (rule === null || !RULES.has(rule) || fields.has(field)) continue;
        if (rows.has(row) && !truth.has(`${row} ${field}`)) continue;
        // A confidence that was cut down does not tell its sum any more.
        const sum = evidence.reduce((total, { log_odds }) => total + log_odds, 0);
        const known = interpolate(calibration[rule] ?? RAW, RAW, Math.log(confidence / (1 - confidence)));
        const raw = confidence === LONE ? sum : known;
        const was = truth.get(`${row} ${field}`);
        const isRight = was === to || Math.abs(Number(was) - Number(to)) <= 1e-11 * Math.abs(Number(to));
        const at = RAW.findIndex((each) => raw < each + 1);
        const bin = at < 0 ? RAW.length - 1 : at;
        const ofRule = counts.get(rule) ?? {
          right: RAW.map(() => 0),
          all: RAW.map(() => 0),
          sure: RAW.map(() => 0),
        };
        counts.set(rule, ofRule);
        ofRule.all[bin]!++;
        ofRule.sure[bin]! += 1 / (1 + Math.exp(-raw));
        if (was !== undefined && isRight) ofRule.right[bin]!++;
      }
    }
  }
}
for (const [rule, { right, all, sure }] of counts) {
  let least = Number.NEGATIVE_INFINITY;
  const line = RAW.map((raw, bin) => {
    const expected = all[bin]! > 0 ? sure[bin]! / all[bin]! : 1 / (1 + Math.exp(-raw));
    const share = (right[bin]! + BELIEF * expected) / (all[bin]! + BELIEF);
    const shift = Math.log(share / (1 - share)) - Math.log(expected / (1 - expected));
    // None is taken for surer than it says by more than so many cases can tell: hardly any of high sums is ever wrong.
    const told = Math.max(raw, Math.min(raw + Math.min(raw < 10 ? 2 : 0, shift), Math.log(all[bin]! + 1)));
    least = Math.max(least + STEP, shift > 0 ? told : raw + shift);
    return Math.round(least * 100) / 100;
  });
  console.log(`  ${rule}: [${line.join(', ')}], // of ${all.join(', ')} right ${right.join(', ')}`);
}
