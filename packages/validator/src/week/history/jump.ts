import type { FieldDefinition } from '@stock-analyzer/schema';
import { memo } from '../../memo';
import { defineRule, type RuleData, type TableRule } from '../../rules/rule';
import { type Language, say, show, showNumber } from '../../words';
import type { Moves } from '../baseline/baseline';
import { type Lens, type LensesOf, limitOf } from '../baseline/lens';
import { movesOf } from '../baseline/moves';
import { rarityOf } from '../baseline/quantiles';
import { rowsInEarlierWeeks } from '../matching';
import { rareWords, told } from './figures';
import { lastValueOf } from './last-value';

/** Moves of this week alone hold what is wrong with it too: a jump has to be so many times larger to be told. */
const UNLEARNED = 2.5;

/** More than the rounding of a move makes of it. */
const ROUNDING = 1e-9;

interface FieldMoves {
  readonly lens: Lens;
  readonly moves: Moves;
  /** Whether approved weeks told, or this week's moves alone. */
  readonly isLearned: boolean;
  /** Values of the newest approved week, and by row the row there; -1 for none. */
  readonly before: Float64Array;
  readonly rows: Int32Array;
  /** Deviations of a row's move since its last approved value; NaN where there is none. */
  deviationAt(row: number): number;
}

/**
 * The value did not move since its last approved one as hardly any does.
 *
 * Moves are differences on the field's scale, measured in robust deviations of how the field moves from week to
 * week in approved weeks; where there is one approved week only, of how the other companies moved. A jump is at
 * least `deviations` (default 8; 20 where one week is known) and rarer than one in `rarity` (default 3,000)
 * approved moves. A value that was last seen n weeks ago may have moved √n times as far.
 */
export function jump(lensesOf: LensesOf): TableRule {
  const fieldMoves = memo((data: RuleData) =>
    (lensesOf(data) ?? []).flatMap((lens) => movesFor(lens, data) ?? []),
  );
  return defineRule({
    name: 'jump',
    code: 'jump',
    level: 'weeks',
    severity: 'warning',
    unless: ['possible-range', 'basis-points'],
    tunables: { deviations: 8, rarity: 3000 },
    prepare(data, { deviations = 0, rarity = 0 }) {
      if (data.earlier.length === 0) return 'no_earlier_weeks';
      const fields = fieldMoves(data);
      const byField = new Map<FieldDefinition | null, FieldMoves>(
        fields.map((each) => [each.lens.field, each]),
      );
      return {
        run(report) {
          for (const { lens, moves, isLearned, before, rows, deviationAt } of fields) {
            const limit = isLearned ? limitOf(moves.tail, deviations, rarity) : UNLEARNED * deviations;
            const { numbers } = lens.column;
            // On either scale a move is no larger than the logarithm of the quotient.
            const most = Math.exp(limit * moves.spread - Math.abs(moves.median) - ROUNDING);
            eachMoved(numbers, before, rows, most, (row) => {
              const far = deviationAt(row);
              if (far > limit || far < -limit) report(row, lens.field, far);
            });
          }
        },
        explain: ({ row, field, value, detail }, language) =>
          explain(byField.get(field)!, data, row ?? 0, value as number, detail, language),
      };
    },
  });
}

/** Calls for the rows with a value that is not surely less than so many times the one before, or that part of it. */
function eachMoved(
  numbers: Float64Array,
  before: Float64Array,
  rows: Int32Array,
  most: number,
  call: (row: number) => void,
): void {
  for (let row = 0; row < numbers.length; row++) {
    const then = rows[row]!;
    const times = numbers[row]! / (then < 0 ? Number.NaN : before[then]!);
    if (!(times < most && times * most > 1) && !Number.isNaN(numbers[row])) call(row);
  }
}

function movesFor(lens: Lens, data: RuleData): FieldMoves | undefined {
  const { index, column, scale, known } = lens;
  const before = data.earlier.at(-1)?.table.columns[index]?.numbers;
  const rows = rowsInEarlierWeeks(data).at(-1);
  if (!before || !rows) return undefined;
  const isLearned = known.moves !== null;
  const moves = known.moves ?? movesOf([{ before, after: column.numbers, rows }], known);
  if (!moves) return undefined;
  const lastValue = lastValueOf(data, index);
  const { numbers } = column;
  const deviationAt = (row: number): number => {
    const value = numbers[row]!;
    // Nearly always the newest week tells it.
    const then = rows[row]!;
    const newest = then < 0 ? Number.NaN : before[then]!;
    if (newest === value) return Number.NaN;
    const last = Number.isNaN(newest) ? lastValue(row) : { value: newest, back: 1 };
    if (!last || last.value === value) return Number.NaN;
    return (scale(value) - scale(last.value) - moves.median) / (moves.spread * Math.sqrt(last.back));
  };
  return { lens, moves, isLearned, before, rows, deviationAt };
}

function explain(
  { lens, moves, isLearned }: FieldMoves,
  data: RuleData,
  row: number,
  value: number,
  far: number,
  language: Language,
) {
  const { field, index } = lens;
  const last = lastValueOf(data, index)(row)!;
  const oneIn = Math.min(moves.count, rarityOf(Math.abs(far), moves.tail));
  const rare = rareWords(oneIn, moves.count, language);
  const when = last.asOf ?? say(language, 'the last approved week', '직전 승인 주');
  const others = isLearned
    ? say(language, 'its moves in approved weeks', '승인된 주의 변동')
    : say(language, "the other companies' moves", '다른 기업의 변동');
  return {
    expected: say(language, `near ${showNumber(last.value)}`, `${showNumber(last.value)} 부근`),
    message: say(
      language,
      `${field.name} went from ${show(last.value)} (${when}) to ${show(value)}: ${told(far)} robust deviations of ${others}; so far ${rare}`,
      `${field.name} 값이 ${show(last.value)} (${when})에서 ${show(value)}(으)로 변했습니다: ${others} 대비 ${told(far)} 편차 (${rare})`,
    ),
    evidence: {
      last_value: last.value,
      ...(last.asOf !== null && { last_week: last.asOf }),
      deviations: told(far),
      one_in: oneIn,
    },
  };
}
