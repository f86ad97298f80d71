import type { Column, Dataset, MissingCause, QualityMark } from '@stock-analyzer/schema';
import { envelopePieces, memberWriter, type TextBytes } from '@stock-analyzer/schema/json';
import { tickersOf } from '../../dataset/tickers';
import { marksJson } from './marks';
import type { FileMetadata } from './metadata';

/** One object a company, one company a line; in pieces, of which each is good until the next is asked for. */
export function rowsPieces(
  dataset: Dataset,
  metadata: FileMetadata,
  text: TextBytes,
): Iterable<Uint8Array<ArrayBuffer>> {
  const { fields, native, marks } = dataset;
  const quality = marksByTicker(marks);
  const causes = causesByRow([...fields.columns, ...native.columns]);
  const writeFields = memberWriter(fields.columns);
  const writeNative = memberWriter(native.columns, { skipMissing: true });
  const tickers = tickersOf(dataset);
  const write = (row: number, into: TextBytes) => {
    writeFields(row, into);
    into.put(',"native":{');
    writeNative(row, into);
    into.put('}');
    const missing = causes.get(row);
    if (missing) into.put(`,"missing":${JSON.stringify(Object.fromEntries(missing))}`);
    const own = quality.get(tickers[row]!);
    if (own) into.put(`,"quality":${marksJson(own)}`);
  };
  const order = marks.map(({ ticker }) => ticker);
  const told = { ...metadata, ...(order.length > 0 && { quality_order: order }) };
  return envelopePieces({ metadata: told, key: 'companies', count: tickers.length, write }, text);
}

function marksByTicker(marks: readonly QualityMark[]): Map<string, QualityMark[]> {
  const found = new Map<string, QualityMark[]>();
  for (const mark of marks) {
    const own = found.get(mark.ticker);
    if (own) own.push(mark);
    else found.set(mark.ticker, [mark]);
  }
  return found;
}

function causesByRow(columns: readonly Column[]): Map<number, [field: string, cause: MissingCause][]> {
  const found = new Map<number, [string, MissingCause][]>();
  for (const { name, causes } of columns) {
    for (const [row, cause] of causes ?? []) {
      const own = found.get(row);
      if (own) own.push([name, cause]);
      else found.set(row, [[name, cause]]);
    }
  }
  return found;
}
