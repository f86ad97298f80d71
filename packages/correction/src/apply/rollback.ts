import type { Column } from '@stock-analyzer/schema';
import { buildColumn, cellsOf, type Edits, editColumn } from '../cells/edit';
import { decodeCell } from '../cells/json-cell';
import { type CorrectionData, cellOf } from '../data';
import { CorrectionError } from '../errors';
import { createHasher } from '../hash/hash';
import type { Journal, JournalColumn, JournalEntry } from '../model/journal';
import { byField, editData } from './cells';
import { marked, remarked } from './marks';

/** Options of {@link rollback}. */
export interface RollbackOptions {
  /** Ids of the journal entries to undo. Default: all. */
  readonly entries?: readonly string[];
}

/**
 * Undoes what a journal tells of: all of it, or single corrections. After the last one is undone the data is
 * byte for byte what it was, column types, dictionaries and quality marks included. Entries undone before
 * are left as they are.
 *
 * @throws CorrectionError `WRONG_DATA` if the data is not what the journal left; `UNKNOWN_PROPOSAL` if an
 * entry is asked for that the journal has not; `INVALID_JOURNAL` if the journal contradicts itself.
 * @example
 * ```ts
 * import { applyPlan, decide, hashTable, proposeCorrections, rollback } from '@stock-analyzer/correction';
 * import { companySchema, rowsToTable } from '@stock-analyzer/schema';
 *
 * const table = rowsToTable([{ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': '79.43' }]);
 * const plan = proposeCorrections(table, [], { schema: companySchema });
 * const yes = { decision: 'accept', by: 'Kim', at: '2025-10-10T09:00:00Z', reason: 'a number' } as const;
 * const { data, journal } = applyPlan(table, plan, decide(plan, {}, yes));
 * hashTable(rollback(data, journal)) === hashTable(table); // → true
 * ```
 */
export function rollback<Data extends CorrectionData>(
  data: Data,
  journal: Journal,
  options: RollbackOptions = {},
): Data {
  const wanted = wantedEntries(journal, options.entries);
  const standing = journal.entries.filter((entry) => holds(data, entry, entry.to));
  assertJournalsData(data, journal, standing);

  const undone = standing.filter(({ id }) => wanted.has(id));
  if (undone.length === 0) return data;
  const edits = byField(undone, ({ from }) => decodeCell(from));
  const left = new Set(standing.filter(({ id }) => !wanted.has(id)).map(({ field }) => field));
  const shapes = new Map(journal.columns.map((column) => [column.field, column]));
  const restored = editData(data, edits, (column, own) => {
    const shape = shapes.get(column.name);
    return shape && !left.has(column.name) ? restoreColumn(column, own, shape) : editColumn(column, own);
  });
  return remarked(data, restored, standing, new Set(undone));
}

/**
 * Makes a journal's changes again on the data that it started from; data that has them already is given back.
 *
 * @throws CorrectionError `WRONG_DATA` if the data is neither; `INVALID_JOURNAL` if the outcome is not the
 * one that the journal tells of.
 */
export function replay<Data extends CorrectionData>(data: Data, journal: Journal): Data {
  const hash = createHasher();
  const found = hash(data);
  if (found === journal.hash_after) return data;
  if (found !== journal.hash_before) throw wrongData(journal.hash_before);
  const edits = byField(journal.entries, ({ to }) => decodeCell(to));
  const result = editData(data, edits, editColumn);
  if (hash(result) !== journal.hash_after)
    throw brokenJournal('its changes do not give the data it tells of');
  return marked(result, journal.entries);
}

function wantedEntries(journal: Journal, ids: readonly string[] | undefined): ReadonlySet<string> {
  const known = new Set(journal.entries.map(({ id }) => id));
  const unknown = ids?.find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw new CorrectionError({
      code: 'UNKNOWN_PROPOSAL',
      message: `The journal has no entry "${unknown}"`,
      advice: 'Take ids from journal.entries.',
    });
  }
  return ids ? new Set(ids) : known;
}

/** The data must be the journal's outcome once the entries that were undone before are made again. */
function assertJournalsData(data: CorrectionData, journal: Journal, standing: readonly JournalEntry[]): void {
  const isStanding = new Set(standing);
  const missing = journal.entries.filter((entry) => !isStanding.has(entry));
  if (!missing.every((entry) => holds(data, entry, entry.from))) throw wrongData(journal.hash_after);
  const edits = byField(missing, ({ to }) => decodeCell(to));
  const redone = editData(data, edits, editColumn);
  if (createHasher()(redone) !== journal.hash_after) throw wrongData(journal.hash_after);
}

function holds(data: CorrectionData, { row, field }: JournalEntry, cell: JournalEntry['to']): boolean {
  return Object.is(cellOf(data, row, field), decodeCell(cell));
}

/** The column as it was before the journal: its last changes undone, its type and dictionary put back. */
function restoreColumn(column: Column, edits: Edits, shape: JournalColumn): Column {
  if (shape.type_before === 'string' && typeof shape.dictionary === 'number') {
    const edited = editColumn(column, edits);
    return edited.type === 'string'
      ? { ...edited, dictionary: edited.dictionary.slice(0, shape.dictionary) }
      : edited;
  }
  const cells = cellsOf(column);
  for (const [row, value] of edits) cells[row] = value;
  const type = shape.type_before;
  if (type !== 'mixed' && !cells.every((cell) => cell === null || typeof cell === type)) {
    throw brokenJournal(`column "${shape.field}" cannot have been of type ${type}`);
  }
  return buildColumn(
    column,
    type,
    cells,
    typeof shape.dictionary === 'object' ? (shape.dictionary ?? []) : [],
  );
}

function wrongData(hash: string): CorrectionError {
  return new CorrectionError({
    code: 'WRONG_DATA',
    message: `The journal belongs to other data (hash ${hash.slice(0, 12)}…)`,
    advice: 'Use the journal that was written when this data was corrected.',
  });
}

function brokenJournal(problem: string): CorrectionError {
  return new CorrectionError({
    code: 'INVALID_JOURNAL',
    message: `The journal contradicts itself: ${problem}`,
    advice: 'It was edited or cut off: restore it from a backup.',
  });
}
