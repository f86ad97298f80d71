import { defineRule, type RuleData, type TableRule } from '../../rules/rule';
import { type Language, say, show, showNumber } from '../../words';
import { type Lens, type LensesOf, limitOf } from '../baseline/lens';
import { deviation, rarityOf } from '../baseline/quantiles';
import { unscaled } from '../baseline/scale';
import { four, rareWords, told } from './figures';
import { lastValueOf } from './last-value';

/** A value whose approved one was at least half as far out, on the same side, is no news. */
const KNOWN_BEFORE = 0.5;

/**
 * The value is not far from what its peers have had in approved weeks.
 *
 * Distances are robust deviations from the median of the company's industry (of its currency, for amounts in the
 * listing currency), on the field's scale; see `learnBaseline`. A value is told if it is at least `deviations`
 * (default 6) away and rarer than one in `rarity` (default 1,000) of the approved values.
 *
 * Peers are other companies' approved values and, among hundreds of them, the company's own; the value under test
 * never is. A company's own approved values are its history: where it was at least half as far out before, it is
 * no news and not told again. A company that is far out and always was, is; what changed is told by `jump`.
 */
export function anomaly(lensesOf: LensesOf): TableRule {
  return defineRule({
    name: 'anomaly',
    code: 'anomaly',
    level: 'weeks',
    severity: 'warning',
    unless: ['possible-range', 'basis-points', 'jump'],
    tunables: { deviations: 6, rarity: 1000 },
    prepare(data, { deviations = 0, rarity = 0 }) {
      const fields = lensesOf(data);
      if (!fields) return 'no_earlier_weeks';
      const byField = new Map(fields.map((lens) => [lens.field, lens]));
      return {
        run(report) {
          for (const lens of fields) {
            const { tail } = lens.known;
            const above = limitOf(tail.above, deviations, rarity);
            const below = limitOf(tail.below, deviations, rarity);
            const isKnown = knownBefore(lens, data);
            lens.eachBeyond(below, above, (row) => {
              const far = lens.deviationAt(row);
              if ((far > above || far < -below) && !isKnown(row, far)) report(row, lens.field, far);
            });
          }
        },
        explain: ({ row, field, value, detail }, language) =>
          explain(byField.get(field!)!, row ?? 0, value, detail, language),
      };
    },
  });
}

function knownBefore(lens: Lens, data: RuleData): (row: number, far: number) => boolean {
  const lastValue = lastValueOf(data, lens.index);
  return (row, far) => {
    const last = lastValue(row);
    if (!last) return false;
    const before = deviation(lens.scale(last.value), lens.spreadAt(row));
    return before === far || before / far >= KNOWN_BEFORE;
  };
}

function explain(lens: Lens, row: number, value: unknown, far: number, language: Language) {
  const { known, field } = lens;
  const { count, median } = lens.spreadAt(row);
  const usual = four(unscaled(median, known));
  const oneIn = Math.min(known.count, rarityOf(Math.abs(far), far < 0 ? known.tail.below : known.tail.above));
  const rare = rareWords(oneIn, known.count, language);
  const deviations = told(far);
  return {
    expected: say(language, `near ${showNumber(usual)}`, `${showNumber(usual)} 부근`),
    message: say(
      language,
      `${field.name} ${show(value as number)} is ${deviations} robust deviations ${far < 0 ? 'below' : 'above'} the median ${showNumber(usual)} of its ${count} peers; so far out ${rare}`,
      `${field.name} 값 ${show(value as number)}은(는) 동종 ${count}개 중앙값 ${showNumber(usual)}에서 ${deviations} 편차 ${far < 0 ? '아래' : '위'}입니다 (${rare})`,
    ),
    evidence: { median: usual, peers: count, deviations, one_in: oneIn },
  };
}
