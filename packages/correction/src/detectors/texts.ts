import type { Column } from '@stock-analyzer/schema';
import { type DetectorContext, isSettled } from '../propose/context';

/** A text cell and what was made of it. */
export interface ReadText<Read> {
  readonly row: number;
  readonly text: string;
  readonly read: Read;
}

/**
 * The text cells of a column that `read` makes something of. Each different text is read once, and a column none
 * of whose texts is of interest is not walked at all. Cells that were dealt with already are left out.
 */
export function* readTexts<Read>(
  column: Column,
  context: Pick<DetectorContext, 'settled' | 'textRows'>,
  read: (text: string) => Read | null,
): Generator<ReadText<Read>> {
  if (column.type === 'string') {
    const reads = column.dictionary.map(read);
    if (reads.every((each) => each === null)) return;
    for (let row = 0; row < column.codes.length; row++) {
      const code = column.codes[row]!;
      const found = code < 0 || column.validity[row] !== 1 ? null : reads[code]!;
      if (found !== null && !isSettled(context, row, column.name))
        yield { row, text: column.dictionary[code]!, read: found };
    }
  } else if (column.type === 'mixed') {
    for (const row of context.textRows(column)) {
      if (isSettled(context, row, column.name)) continue;
      const text = column.values[row] as string;
      const found = read(text);
      if (found !== null) yield { row, text, read: found };
    }
  }
}
