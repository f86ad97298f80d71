import type { Column, Dataset, MissingCause, QualityMark } from '@stock-analyzer/schema';
import { envelopeJson, memberWriter } from '@stock-analyzer/schema/json';
import { tickersOf } from '../../dataset/tickers';
import { marksJson } from './marks';
import type { FileMetadata } from './metadata';

/** One object a company, one company a line. */
export function rowsJson(dataset: Dataset, metadata: FileMetadata): string {
  const { fields, native, marks } = dataset;
  const quality = marksByTicker(marks);
  const causes = causesByRow([...fields.columns, ...native.columns]);
  const writeFields = memberWriter(fields.columns);
  const writeNative = memberWriter(native.columns, { skipMissing: true });
  const records = tickersOf(dataset).map((ticker, row) => {
    const members = [writeFields(row), `"native":{${native.columns.length > 0 ? writeNative(row) : ''}}`];
    const missing = causes.get(row);
    if (missing) members.push(`"missing":${JSON.stringify(Object.fromEntries(missing))}`);
    const own = quality.get(ticker);
    if (own) members.push(`"quality":${marksJson(own)}`);
    return `{${members.join(',')}}`;
  });
  const order = marks.map(({ ticker }) => ticker);
  return envelopeJson(
    { ...metadata, ...(order.length > 0 && { quality_order: order }) },
    'companies',
    records,
  );
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
