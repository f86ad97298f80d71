import type { QualityMark } from '@stock-analyzer/schema';
import { decodeCell, encodeCell } from '../cells/json-cell';
import { type CorrectionData, isDataset, tickerAt } from '../data';
import type { JournalEntry } from '../model/journal';

/** Corrected data with a mark for each entry, under the ticker that its company has now. */
export function marked<Data extends CorrectionData>(corrected: Data, entries: readonly JournalEntry[]): Data {
  if (!isDataset(corrected)) return corrected;
  const marks = entries.map((entry) => markOf(entry, corrected));
  return { ...corrected, marks: [...corrected.marks, ...marks] };
}

/**
 * The marks after entries were undone: theirs are gone, and those of entries that still stand go by the ticker
 * that their company has now. Of marks that are alike the last is the journal's.
 */
export function remarked<Data extends CorrectionData>(
  before: Data,
  after: Data,
  standing: readonly JournalEntry[],
  undone: ReadonlySet<JournalEntry>,
): Data {
  if (!isDataset(before) || !isDataset(after)) return after;
  const entriesOf = new Map<string, JournalEntry[]>();
  for (const entry of standing) {
    const key = markKey(markOf(entry, before));
    entriesOf.set(key, [...(entriesOf.get(key) ?? []), entry]);
  }
  const marks = before.marks.toReversed().flatMap((mark) => {
    const entry = entriesOf.get(markKey(mark))?.pop();
    if (!entry) return [mark];
    return undone.has(entry) ? [] : [markOf(entry, after)];
  });
  return { ...after, marks: marks.toReversed() };
}

function markOf(
  { row, ticker, field, from, rule, confidence, by, at }: JournalEntry,
  data: CorrectionData,
): QualityMark {
  const name = tickerAt(data, row) ?? ticker ?? '';
  const was = decodeCell(from);
  return { ticker: name, field, was, rule, confidence, approvedBy: by, approvedAt: at };
}

function markKey({ ticker, field, was, rule, confidence, approvedBy, approvedAt }: QualityMark): string {
  return JSON.stringify([ticker, field, encodeCell(was), rule, confidence, approvedBy, approvedAt]);
}
