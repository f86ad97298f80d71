import type { CellValue, Column, NumberColumn, StringColumn } from '@stock-analyzer/schema';
import { booleanColumn, cellAt, mixedColumn, numberColumn, stringColumn } from '@stock-analyzer/schema';

/** New values by row. */
export type Edits = ReadonlyMap<number, CellValue>;

/** All cells of a column. */
export function cellsOf(column: Column): CellValue[] {
  const { validity } = column;
  const cells: CellValue[] = new Array(validity.length);
  if (column.type === 'mixed') {
    for (let row = 0; row < cells.length; row++)
      cells[row] = validity[row] === 1 ? column.values[row]! : null;
  } else for (let row = 0; row < cells.length; row++) cells[row] = cellAt(column, row);
  return cells;
}

/**
 * A copy of a column with some cells replaced. It keeps its type where the new values fit it; else it gets
 * the type that all its values share, or becomes mixed.
 */
export function editColumn(column: Column, edits: Edits): Column {
  const fits = [...edits.values()].every((value) => value === null || typeof value === column.type);
  if (column.type === 'string' && fits) return editTexts(column, edits);
  if (column.type === 'number' && fits) return editNumbers(column, edits);
  const cells = cellsOf(column);
  for (const [row, value] of edits) cells[row] = value;
  return buildColumn(column, fits ? column.type : sharedType(cells), cells);
}

/** A column of the given type from cells, with everything else taken from an older one. */
export function buildColumn(
  like: Column,
  type: Column['type'],
  cells: readonly CellValue[],
  dictionary: readonly string[] = [],
): Column {
  return { ...kept(like), ...ofType(like.name, type, cells, dictionary) };
}

function ofType(
  name: string,
  type: Column['type'],
  cells: readonly CellValue[],
  dictionary: readonly string[],
): Column {
  if (type === 'number') return numberColumn(name, cells as (number | null)[]);
  if (type === 'boolean') return booleanColumn(name, cells as (boolean | null)[]);
  if (type === 'mixed') return mixedColumn(name, cells);
  const column = stringColumn(name, [...dictionary, ...(cells as (string | null)[])]);
  return dictionary.length === 0
    ? column
    : {
        ...column,
        codes: column.codes.slice(dictionary.length),
        validity: column.validity.slice(dictionary.length),
      };
}

function kept({ causes, formats }: Column): Pick<Column, 'causes' | 'formats'> {
  return { ...(causes && { causes }), ...(formats && { formats }) };
}

function sharedType(cells: readonly CellValue[]): Column['type'] {
  let only: Column['type'] | undefined;
  for (const cell of cells) {
    if (cell === null) continue;
    const type = typeof cell as Column['type'];
    if (only !== undefined && type !== only) return 'mixed';
    only = type;
  }
  return only ?? 'mixed';
}

/** A column of numbers with some others, or none, in their places. */
function editNumbers(column: NumberColumn, edits: Edits): NumberColumn {
  const values = column.values.slice();
  const validity = column.validity.slice();
  for (const [row, value] of edits) {
    values[row] = typeof value === 'number' ? value : Number.NaN;
    validity[row] = value === null ? 0 : 1;
  }
  return { ...column, values, validity };
}

/** Keeps the dictionary's order and only adds to its end, so that the edit can be undone exactly. */
function editTexts(column: StringColumn, edits: Edits): StringColumn {
  const codes = column.codes.slice();
  const validity = column.validity.slice();
  const dictionary = [...column.dictionary];
  const codeOf = new Map<string, number>();
  dictionary.forEach((text, code) => {
    if (!codeOf.has(text)) codeOf.set(text, code);
  });
  for (const [row, value] of edits) {
    validity[row] = value === null ? 0 : 1;
    if (typeof value !== 'string') codes[row] = -1;
    else {
      let code = codeOf.get(value);
      if (code === undefined) {
        code = dictionary.push(value) - 1;
        codeOf.set(value, code);
      }
      codes[row] = code;
    }
  }
  return { ...column, codes, validity, dictionary };
}
