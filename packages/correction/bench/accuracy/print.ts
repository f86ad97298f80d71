import { CELL_KINDS, COLUMN_KINDS, type ErrorKind, ROW_KINDS } from '@stock-analyzer/fixtures';
import { figure } from '@stock-analyzer/tools/bench';
import type { MethodResult } from './measure/run';
import type { KindCount, Tally } from './measure/tally';
import type { AccuracyOptions } from './options';

const KINDS: readonly ErrorKind[] = [...CELL_KINDS, ...ROW_KINDS, ...COLUMN_KINDS];

/** The figures that the engine is judged by. */
export function printEngine({ clean, dirty, calibration }: MethodResult): void {
  const { history, alone } = clean;
  figure('accuracy.clean.cells', history.cells + alone.cells, 'cells');
  figure('accuracy.clean.auto_changes', history.changes + alone.changes, 'cells');
  const flags = history.flags + alone.flags;
  figure('accuracy.clean.flags_per_2000', (2000 * flags) / (history.cells + alone.cells), 'flags');
  figure('accuracy.clean.flags_per_2000_history', history.flagsPer2000(), 'flags');
  figure('accuracy.clean.flags_per_2000_no_history', alone.flagsPer2000(), 'flags');
  figure(
    'accuracy.clean.plausible_warnings',
    history.plausibleWarnings + alone.plausibleWarnings,
    'warnings',
  );

  const withHistory = dirty.history.total();
  figure('accuracy.dirty.errors', withHistory.errors, 'errors');
  figure('accuracy.dirty.errors_leaving', withHistory.leaving, 'errors');
  figure('accuracy.dirty.auto_changes', withHistory.changes + dirty.history.harmed, 'cells');
  rate('accuracy.dirty.auto_precision', dirty.history.precision());
  rate('accuracy.dirty.auto_precision_no_history', dirty.alone.precision());
  rate('accuracy.dirty.auto_recall', part(withHistory.automatic, withHistory.leaving));
  rate('accuracy.dirty.recall', dirty.history.recall());
  rate('accuracy.dirty.recall_no_history', dirty.alone.recall());
  figure('accuracy.dirty.false_flags', dirty.history.falseFlags, 'flags');
  const { errors, found } = dirty.history.outside;
  figure('accuracy.dirty.basis_points_errors', errors, 'errors');
  rate('accuracy.dirty.basis_points_recall', part(found, errors));
  rate('accuracy.dirty.basis_points_recall_no_history', part(dirty.alone.outside.found, errors));
  figure('accuracy.calibration_error', calibration.error(), 'probability');
}

/** How often proposals of a confidence are right. */
export function printCalibration({ calibration }: MethodResult): void {
  console.log('\nCalibration: confidence of proposals, and how often they are right');
  console.log('  from    to      proposals  confidence  right');
  for (const { from, to, proposals, confidence, right } of calibration.rows()) {
    if (proposals === 0) continue;
    const cells = [from.toFixed(4), to.toFixed(4), proposals.toFixed(0).padStart(9)];
    console.log(`  ${cells.join('  ')}  ${confidence.toFixed(5).padStart(10)}  ${right.toFixed(5)}`);
  }
}

/** Figures of every kind, and what was left alone. */
export function printKinds({ method, dirty }: MethodResult): void {
  console.log(`\n${method.name}: by kind of error (with earlier weeks | without)`);
  console.log(
    '  kind                errors  leaving   recall  auto%  precision   alone |  recall  auto%  precision   alone',
  );
  for (const kind of KINDS) {
    const [one, two] = [dirty.history.kinds.get(kind), dirty.alone.kinds.get(kind)];
    if (!one || !two) continue;
    const counts = [kind.padEnd(18), String(one.errors).padStart(7), String(one.leaving).padStart(8)];
    console.log(`  ${counts.join(' ')} ${kindCells(one)} | ${kindCells(two)}`);
  }
}

function kindCells({ leaving, found, automatic, changes, right, alone }: KindCount): string {
  const cells = [
    shown(found, leaving).padStart(7),
    shown(automatic, leaving).padStart(6),
    shown(right, changes).padStart(9),
    String(alone).padStart(7),
  ];
  return cells.join(' ');
}

/** The kinds' figures as lines that a program reads. */
export function printKindFigures({ method, dirty }: MethodResult): void {
  const { kinds } = dirty.history;
  for (const kind of KINDS) {
    const count = kinds.get(kind);
    if (!count) continue;
    const name = `accuracy.${method.name}.${kind}`;
    figure(`${name}.errors`, count.errors, 'errors');
    rate(`${name}.leaving`, part(count.leaving, count.errors));
    rate(`${name}.recall`, part(count.found, count.leaving));
    rate(`${name}.recall_no_history`, recallOf(dirty.alone, kind));
    rate(`${name}.auto_precision`, part(count.right, count.changes));
    figure(`${name}.left_alone`, count.alone, 'errors');
  }
}

/** All methods beside one another. */
export function printMethods(results: readonly MethodResult[]): void {
  console.log('\nMethods on the same weeks');
  for (const { method, clean, dirty, ms } of results) {
    const name = `accuracy.method.${method.name}`;
    rate(`${name}.auto_precision`, dirty.history.precision());
    rate(`${name}.auto_recall`, part(dirty.history.total().automatic, dirty.history.total().leaving));
    rate(`${name}.recall`, dirty.history.recall());
    rate(`${name}.recall_no_history`, dirty.alone.recall());
    figure(`${name}.clean_auto_changes`, clean.history.changes + clean.alone.changes, 'cells');
    const flags = clean.history.flags + clean.alone.flags;
    figure(
      `${name}.clean_flags_per_2000`,
      (2000 * flags) / (clean.history.cells + clean.alone.cells),
      'flags',
    );
    figure(`${name}.seconds`, ms / 1000, 's');
  }
}

/** Examples of what went wrong, so many of each kind. */
export function printSamples({ samples }: MethodResult, { misses }: AccuracyOptions): void {
  const groups = new Map<string, string[]>();
  for (const { title, text } of samples?.list ?? []) {
    const group = groups.get(title);
    if (group) group.push(text);
    else groups.set(title, [text]);
  }
  for (const [title, texts] of [...groups].sort(([left], [right]) => (left < right ? -1 : 1))) {
    console.log(`\n${title}: ${texts.length}`);
    for (const text of spread(texts, misses)) console.log(`  ${text}`);
  }
}

/** So many of a list, evenly. */
function spread<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, list.length / count);
  return Array.from({ length: Math.min(count, list.length) }, (_, at) => list[Math.floor(at * step)]!);
}

function recallOf(tally: Tally, kind: ErrorKind): number {
  const count = tally.kinds.get(kind);
  return count ? part(count.found, count.leaving) : 0;
}

function part(some: number, whole: number): number {
  return whole === 0 ? 1 : some / whole;
}

/** A part in percent, never rounded up: 99.9996 % is not all. */
function rate(name: string, value: number): void {
  console.log(`${name} ${(Math.floor(value * 1e6) / 1e4).toFixed(4)} %`);
}

function shown(part: number, whole: number): string {
  return whole === 0 ? '-' : ((100 * part) / whole).toFixed(2);
}
