import type { Range } from '@stock-analyzer/schema';
import { percent } from '../../numbers';
import type { JsonRule } from '../../rule-set/json';
import { showNumber } from '../../words';
import type { ValueCount } from '../top-values';
import { CHOICES, type FieldWeeks } from './field-weeks';

/** A rule, and the figures that speak for it. */
export interface Suggestion {
  readonly rule: JsonRule;
  readonly evidence: Readonly<Record<string, number | string>>;
}

/** Fewer values than this prove nothing. */
const FEWEST = 100;
/** A choice occurs this often on average. */
const PER_CHOICE = 20;
/** A column that varies in completeness by less than this many percent may lose this many. */
const LEAST_SLACK = 5;
/** Completeness below this many percent is no habit to hold a column to. */
const LEAST_COMPLETENESS = 10;
/** A range reaches this share of the way from the median to the extreme beyond the extreme. */
const MARGIN = 0.25;
/** A tail this many times as long as the bulk (p01 to p99) has no end that data could tell. */
const LONGEST_TAIL = 10;
/** Columns of more shapes of text than this are free text. */
const SHAPES = 6;
/** A rule set takes no longer pattern. */
const LONGEST_PATTERN = 500;
/** Shapes are told from so many characters. */
const SHAPE_READ = 60;

type Suggest = (over: FieldWeeks) => Suggestion | undefined;

/** What the weeks say of a field, each kind of rule by itself. */
export function suggestionsFor(over: FieldWeeks): Suggestion[] {
  if (over.values < FEWEST) return [];
  const texts = list(over) ?? pattern(over);
  return [completeness(over), texts, range(over), integer(over)].flatMap((found) => found ?? []);
}

const head = ({ slug, name }: FieldWeeks, kind: string) => ({
  name: `${slug}-${kind}`,
  field: name,
  severity: 'warning' as const,
});

const completeness: Suggest = (over) => {
  if (over.field?.required) return undefined;
  // Text of nothing but spaces is no value where one is required.
  const shares = over.profiles.map(({ count, missing, texts }) =>
    percent(count - (texts?.blank ?? 0), count + missing),
  );
  while (shares.length < over.weeks) shares.push(0);
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  const evidence = { least_complete_week: least, most_complete_week: most };
  if (least === 100) return { rule: { ...head(over, 'required'), kind: 'required' }, evidence };
  const min = Math.floor(least - Math.max(LEAST_SLACK, 2 * (most - least)));
  if (min < LEAST_COMPLETENESS) return undefined;
  return { rule: { ...head(over, 'completeness'), kind: 'completeness', min }, evidence };
};

const list: Suggest = (over) => {
  if (!isOnly(over, 'string') || hasBlanks(over) || over.field?.kind === 'date') return undefined;
  const counts = new Map<string, number>();
  for (const { distinct, top } of over.profiles) {
    if (distinct > CHOICES) return undefined;
    for (const { value, count } of top as ValueCount<string>[])
      counts.set(value, (counts.get(value) ?? 0) + count);
  }
  const values = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
  const known = over.field?.values;
  const isKnown = known && values.every((value) => known.includes(value));
  if (isKnown || values.length < 2 || values.length > CHOICES || over.values < PER_CHOICE * values.length) {
    return undefined;
  }
  const rarest = values.at(-1)!;
  return {
    rule: { ...head(over, 'list'), kind: 'list', values },
    evidence: {
      different: values.length,
      most_frequent: counts.get(values[0]!)!,
      least_frequent: counts.get(rarest)!,
    },
  };
};

const pattern: Suggest = (over) => {
  const { field } = over;
  if (!isOnly(over, 'string') || hasBlanks(over)) return undefined;
  if (field?.pattern || field?.values || field?.kind === 'date') return undefined;
  const shapes = new Map<string, number>();
  for (const { texts, distinct } of over.profiles) {
    if (!texts || distinct < 2 || texts.longest > SHAPE_READ || texts.distinct_shapes > SHAPES)
      return undefined;
    for (const { value, count } of texts.shapes) shapes.set(value, (shapes.get(value) ?? 0) + count);
  }
  const common = [...shapes.keys()].sort((a, b) => shapes.get(b)! - shapes.get(a)!);
  const whole = common.map(patternOf).join('|');
  if (common.length > SHAPES || whole.length > LONGEST_PATTERN) return undefined;
  return {
    rule: { ...head(over, 'pattern'), kind: 'pattern', pattern: whole },
    evidence: { shapes: common.join(' '), rarest: shapes.get(common.at(-1)!)! },
  };
};

const classes: Readonly<Record<string, string>> = {
  A: '\\p{Lu}+',
  a: '\\p{Ll}+',
  L: '[\\p{Lo}\\p{Lt}\\p{Lm}]+',
  '9': '\\p{Nd}+',
  ' ': '\\s+',
};

function patternOf(shape: string): string {
  return [...shape]
    .map((sign) => classes[sign] ?? (/[$()*+./?[\\\]^{|}]/.test(sign) ? `\\${sign}` : sign))
    .join('');
}

const range: Suggest = (over) => {
  if (!isOnly(over, 'number')) return undefined;
  const all = over.profiles.flatMap(({ numbers }) => numbers ?? []);
  const least = Math.min(...all.map(({ min }) => min));
  const most = Math.max(...all.map(({ max }) => max));
  const middle = (name: 'p01' | 'p50' | 'p99') => {
    const sorted = all.map(({ quantiles }) => quantiles[name]).sort((a, b) => a - b);
    return sorted[(sorted.length - 1) >> 1]!;
  };
  const [low, median, high] = [middle('p01'), middle('p50'), middle('p99')];
  const longest = LONGEST_TAIL * (high - low);
  const possible = over.field?.possible ?? {};
  const min = Math.max(
    least >= 0 ? 0 : Number.NEGATIVE_INFINITY,
    possible.min ?? Number.NEGATIVE_INFINITY,
    outward(least - MARGIN * (median - least), Math.floor),
  );
  const max = Math.min(
    most <= 0 ? 0 : Number.POSITIVE_INFINITY,
    possible.max ?? Number.POSITIVE_INFINITY,
    outward(most + MARGIN * (most - median), Math.ceil),
  );
  const bounds: Range = {
    ...(low - least <= longest && Number.isFinite(min) && { min }),
    ...(most - high <= longest && Number.isFinite(max) && { max }),
  };
  if (least === most || (bounds.min === undefined && bounds.max === undefined)) return undefined;
  return {
    rule: { ...head(over, 'range'), kind: 'range', ...bounds },
    evidence: { min: least, p01: low, median, p99: high, max: most, ...plausibleOf(over) },
  };
};

function plausibleOf({ field }: FieldWeeks): Record<string, string> {
  const { min, max } = field?.plausible ?? {};
  return min === undefined && max === undefined ? {} : { schema_range: `${min ?? ''}..${max ?? ''}` };
}

/** Rounds away to two digits, so that a bound looks like one. */
function outward(value: number, round: (value: number) => number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
  return Number(showNumber(round(value / unit) * unit));
}

const integer: Suggest = (over) => {
  if (over.field?.integer || over.field?.kind === 'percentage' || !isOnly(over, 'number')) return undefined;
  if (over.profiles.some(({ numbers, distinct }) => numbers!.integers < numbers!.count || distinct <= 2)) {
    return undefined;
  }
  return { rule: { ...head(over, 'integer'), kind: 'integer' }, evidence: { values: over.values } };
};

function isOnly({ profiles }: FieldWeeks, type: 'number' | 'string'): boolean {
  return profiles.every(({ types, count }) => types[type] === count && count > 0);
}

function hasBlanks({ profiles }: FieldWeeks): boolean {
  return profiles.some(({ texts }) => texts !== null && texts.blank > 0);
}
