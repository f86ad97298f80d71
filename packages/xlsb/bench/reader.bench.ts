import { figure, median } from '@stock-analyzer/tools/bench';
import { type Contender, inRounds, type Taken } from './rounds';
import type { InflateOptions, Task } from './task';
import { type BenchWorkbook, benchWorkbooks } from './workbooks';

// CPU and memory of reading XLSB, against other readers and against inflating the same parts only. A cold figure is
// the median of fresh processes that do one job each, less the CPU of processes that do nothing; a peak includes
// Node's own. A warm figure is the median of many runs in the same process.
//
// The limit is what no reader that compares checksums can do without: inflating the parts by Node's streams and
// comparing their checksums. `unchecked` is the same without the checksums, which is less than half of it.
const CHUNK_SIZES = [2 ** 16, 2 ** 18, 2 ** 20];
/** Bare Node, the limits and the readers. Those who cannot choose sheets, or are not asked to, read all. */
const COLD: readonly (readonly [name: string, file: string, sheets: 'wanted' | 'all'])[] = [
  ['bare', 'bare', 'wanted'],
  ['inflate', 'inflate', 'wanted'],
  ['unchecked_inflate', 'inflate', 'wanted'],
  ['zip_layer', 'zip-layer', 'wanted'],
  ['ours', 'ours', 'wanted'],
  ['ours_all', 'ours-all', 'all'],
  ['sheetjs_tuned', 'sheetjs-tuned', 'wanted'],
  ['sheetjs_default', 'sheetjs-default', 'all'],
  ['hucre', 'hucre', 'all'],
  ['xlsb_parser', 'xlsb-parser', 'wanted'],
];

const { small, mid, phantom34, large } = await benchWorkbooks();
const chunkSize = bestChunkSize(large);
console.log(`# inflate: the large parts in pieces of ${chunkSize / 1024} KB, which took least`);

/** CPU of every process that did nothing. */
const bare: number[] = [];
const onSmall = cold(small);
const onMid = cold(mid);
const onPhantom34 = cold(phantom34);
const onLarge = cold(large);
figure('reader.bare.cpu_ms', median(bare), 'ms');

const warmSmall = warm(small, ['ours', 'hucre'], { runs: 40, warmups: 20 });
const warmLarge = warm(large, ['ours', 'inflate', 'unchecked_inflate'], { runs: 7, warmups: 3 });

figure('reader.phantom0.peak_rss_mb', median(onMid.get('ours')!.peakMb), 'MB');
ratio('reader.large.inflate_ratio', onLarge, 'ours', 'inflate');
ratio('reader.large.inflate_ratio_warm', warmLarge, 'ours', 'inflate');
ratio('reader.large.unchecked_inflate_ratio', onLarge, 'ours', 'unchecked_inflate');
ratio('reader.large.unchecked_inflate_ratio_warm', warmLarge, 'ours', 'unchecked_inflate');
ratio('reader.large.sheetjs_tuned_ratio', onLarge, 'sheetjs_tuned', 'ours');
ratio('reader.large.sheetjs_default_ratio', onLarge, 'sheetjs_default', 'ours_all');
ratio('reader.phantom34.sheetjs_tuned_ratio', onPhantom34, 'sheetjs_tuned', 'ours');
ratio('reader.small.hucre_ratio', warmSmall, 'hucre', 'ours');
ratio('reader.small.hucre_ratio_cold', onSmall, 'hucre', 'ours');

/** Every contender on one workbook; the CPU that it gives is net of bare Node. */
function cold(workbook: BenchWorkbook): Map<string, Taken> {
  // Where every sheet is wanted, reading all of them is no job of its own.
  const contenders = COLD.filter(([name]) => name !== 'ours_all' || workbook === large).map((each) =>
    contender(workbook, ...each),
  );
  const taken = inRounds(contenders, `reader.${workbook.name}`, coldRuns);
  const nothing = taken.get('bare')!;
  taken.delete('bare');
  bare.push(...nothing.cpuMs);
  const net = new Map<string, Taken>();
  for (const [name, { cpuMs, peakMb }] of taken) {
    const each = { cpuMs: cpuMs.map((ms) => ms - median(nothing.cpuMs)), peakMb };
    net.set(name, each);
    figure(`reader.${workbook.name}.${name}.cpu_ms`, median(each.cpuMs), 'ms');
    figure(`reader.${workbook.name}.${name}.peak_rss_mb`, median(peakMb), 'MB');
    tellSpread(`reader.${workbook.name}.${name}`, each);
  }
  figure(`reader.${workbook.name}.peak_rss_mb`, median(net.get('ours')!.peakMb), 'MB');
  return net;
}

/** How often a cold contender runs, by what its first run took: a second of noise matters less in a minute. */
function coldRuns(firstMs: number): number {
  if (firstMs < 500) return 11;
  return firstMs < 3000 ? 5 : 1;
}

function warm(
  workbook: BenchWorkbook,
  names: readonly string[],
  runs: NonNullable<Task['warm']>,
): Map<string, Taken> {
  const contenders = COLD.filter(([name]) => names.includes(name)).map((each) => {
    const { task, ...rest } = contender(workbook, ...each);
    return { ...rest, task: { ...task, warm: runs } };
  });
  const taken = inRounds(contenders, `reader.${workbook.name}`, () => 2);
  for (const [name, each] of taken) {
    figure(`reader.${workbook.name}.${name}.warm_cpu_ms`, median(each.cpuMs), 'ms');
    tellSpread(`reader.${workbook.name}.${name} warm`, each);
  }
  return taken;
}

function contender(
  { path, parts, wanted, wantedCount, allCount }: BenchWorkbook,
  name: string,
  file: string,
  sheets: 'wanted' | 'all',
): Contender {
  const inflate: InflateOptions = { chunkSize, checked: name === 'inflate' };
  return {
    name,
    task: { contender: file, path, sheets: sheets === 'all' ? undefined : wanted, parts, inflate },
    expected: sheets === 'all' ? allCount : wantedCount,
  };
}

/** The size of pieces that makes the limit lowest. */
function bestChunkSize({ path, parts, wanted, wantedCount }: BenchWorkbook): number {
  const contenders = CHUNK_SIZES.map((size): Contender => {
    const inflate = { chunkSize: size, checked: true };
    return {
      name: String(size),
      task: { contender: 'inflate', path, sheets: wanted, parts, inflate },
      expected: wantedCount,
    };
  });
  const taken = inRounds(contenders, 'reader.large.inflate', () => 3);
  const cpuOf = (size: number) => median(taken.get(String(size))!.cpuMs);
  for (const size of CHUNK_SIZES) {
    console.log(`# inflate in pieces of ${size / 1024} KB: ${cpuOf(size).toFixed(0)} ms with bare Node`);
  }
  return CHUNK_SIZES.reduce((best, size) => (cpuOf(size) < cpuOf(best) ? size : best));
}

/** How many times as much CPU the first takes as the second; nothing if one did not finish. */
function ratio(name: string, taken: ReadonlyMap<string, Taken>, more: string, less: string): void {
  const [one, other] = [taken.get(more), taken.get(less)];
  if (one && other) figure(name, median(one.cpuMs) / median(other.cpuMs), 'x');
}

function tellSpread(label: string, { cpuMs }: Taken): void {
  if (cpuMs.length === 1) return;
  const [least, most] = [Math.min(...cpuMs), Math.max(...cpuMs)];
  console.log(`# ${label}: ${cpuMs.length} runs, ${least.toFixed(0)} to ${most.toFixed(0)} ms`);
}
