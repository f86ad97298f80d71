import { type CellValue, type Column, cellAt, type Dataset } from '@stock-analyzer/schema';
import { rowsByTicker } from './dataset/tickers';
import { comparePoints } from './query/text';
import { chooseSnapshot, releasedWeeks } from './release/choose';
import { unknownRelease } from './release/current';
import type { ReleaseInfo, SnapshotChoice, SnapshotInfo } from './release/types';
import type { SnapshotTable } from './snapshot/table';

/** One value that changed. */
export interface ValueChange {
  readonly field: string;
  readonly from: CellValue;
  readonly to: CellValue;
}

/** The changed values of one company. */
export interface CompanyChange {
  readonly ticker: string;
  readonly values: readonly ValueChange[];
}

/** What changed from one snapshot to another; companies in the order of tickers. */
export interface WeekChanges {
  readonly from: SnapshotInfo;
  readonly to: SnapshotInfo;
  /** Tickers that are new. */
  readonly added: readonly string[];
  /** Tickers that are gone. */
  readonly removed: readonly string[];
  readonly changed: readonly CompanyChange[];
}

/**
 * As {@link Store.changes}, of a store with these releases.
 *
 * @throws StoreError `UNKNOWN_RELEASE`, `INVALID_QUERY`.
 */
export async function compareWeeks(
  releases: readonly ReleaseInfo[],
  between: { readonly from?: SnapshotChoice; readonly to?: SnapshotChoice },
  load: (week: ReleaseInfo) => Promise<SnapshotTable>,
): Promise<WeekChanges> {
  const to = chooseSnapshot(releases, between.to ?? {});
  const from = between.from
    ? chooseSnapshot(releases, between.from)
    : releasedWeeks(releases).findLast(({ asOf }) => asOf < to.asOf);
  if (!from) throw unknownRelease(`There is no week before ${to.asOf}`);
  const [before, after] = [await load(from), await load(to)];
  return { from: before.info, to: after.info, ...compareDatasets(before.dataset, after.dataset) };
}

/** Which values changed from one dataset to another. */
function compareDatasets(from: Dataset, to: Dataset): Pick<WeekChanges, 'added' | 'removed' | 'changed'> {
  const before = rowsByTicker(from);
  const after = rowsByTicker(to);
  const pairs = pairsOfColumns(from, to);
  const changed: CompanyChange[] = [];
  const added: string[] = [];
  for (const [ticker, row] of after) {
    const was = before.get(ticker);
    if (was === undefined) {
      added.push(ticker);
      continue;
    }
    const values: ValueChange[] = [];
    for (const { field, old, now } of pairs) {
      const left = old ? cellAt(old, was) : null;
      const right = now ? cellAt(now, row) : null;
      if (left !== right) values.push({ field, from: left, to: right });
    }
    if (values.length > 0) changed.push({ ticker, values });
  }
  const removed = [...before.keys()].filter((ticker) => !after.has(ticker));
  return {
    added: added.sort(comparePoints),
    removed: removed.sort(comparePoints),
    changed: changed.sort((a, b) => comparePoints(a.ticker, b.ticker)),
  };
}

/** The columns of both, the later one's order first. */
function pairsOfColumns(from: Dataset, to: Dataset) {
  const old = columnsByName(from);
  const now = columnsByName(to);
  const names = new Set([...now.keys(), ...old.keys()]);
  return [...names].map((field) => ({ field, old: old.get(field), now: now.get(field) }));
}

function columnsByName({ fields, native }: Dataset): Map<string, Column> {
  return new Map([...fields.columns, ...native.columns].map((column) => [column.name, column]));
}
