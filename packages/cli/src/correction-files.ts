import type { Journal } from '@stock-analyzer/correction';
import {
  cellAt,
  columnOf,
  columnTable,
  companySchema,
  type Dataset,
  defineSchema,
  type Row,
  rowsToTable,
  tableToRows,
} from '@stock-analyzer/schema';
import { CliError } from './errors';
import { readJson } from './read-file';

/** What `correct --out` writes: a week's rows, percentages in percent, a company a line, native fields beside. */
export function companiesText({ asOf, month, provenance, fields, native }: Dataset): string {
  const metadata = {
    as_of: asOf,
    month,
    total_companies: fields.rowCount,
    native_fields: native.columns.map(({ name }) => name),
    provenance,
  };
  const lines = tableToRows(fields).map((row, at) => {
    const own = native.columns.flatMap((column): [string, Row[string]][] => {
      const value = cellAt(column, at);
      return value === null ? [] : [[column.name, value]];
    });
    const members = membersOf(Object.entries(row));
    if (native.columns.length > 0) members.push(`"native":{${membersOf(own).join(',')}}`);
    return `{${members.join(',')}}`;
  });
  return `{\n"metadata":${JSON.stringify(metadata)},\n"companies":[\n${lines.join(',\n')}\n]}\n`;
}

/** JSON.stringify would lose the sign of -0, and the data would no longer be what the journal knows. */
function membersOf(cells: readonly [string, Row[string]][]): string[] {
  return cells.map(
    ([name, value]) => `${JSON.stringify(name)}:${Object.is(value, -0) ? '-0' : JSON.stringify(value)}`,
  );
}

/** @throws CliError `CANNOT_READ`; `NOT_COMPANIES` if `correct --out` cannot have written it. */
export async function readCompaniesFile(path: string): Promise<Dataset> {
  const file = await readJson(path);
  const { metadata, companies } = isObject(file) ? file : {};
  const { as_of, month, native_fields, provenance } = isObject(metadata) ? metadata : {};
  if (
    !Array.isArray(companies) ||
    !companies.every(isCompany) ||
    typeof as_of !== 'string' ||
    !Array.isArray(native_fields) ||
    !native_fields.every((name) => typeof name === 'string') ||
    new Set(native_fields).size < native_fields.length
  ) {
    throw new CliError({
      code: 'NOT_COMPANIES',
      message: 'This is not a file that "correct --out" wrote',
      place: { file: path },
      advice: 'Give the corrected file, not the one that it was made from.',
    });
  }
  const natives = companies.map(({ native }) => new Map(Object.entries(native ?? {})));
  return {
    asOf: as_of,
    month: typeof month === 'string' ? month : null,
    schema: companySchema,
    nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
    fields: rowsToTable(companies.map(({ native, ...fields }) => fields as Row)),
    native: columnTable(
      companies.length,
      native_fields.map((name) =>
        columnOf(
          name,
          natives.map((cells) => cells.get(name)),
        ),
      ),
    ),
    origins: null,
    provenance: provenance as Dataset['provenance'],
    marks: [],
  };
}

/** @throws CliError `CANNOT_READ`, `NOT_A_JOURNAL` */
export async function readJournal(path: string): Promise<Journal> {
  const journal = await readJson(path);
  if (isJournal(journal)) return journal;
  throw new CliError({
    code: 'NOT_A_JOURNAL',
    message: 'This is no journal of corrections',
    place: { file: path },
    advice: 'Give the .journal.json that was written beside the corrected file.',
  });
}

/** `week.json` → `week.journal.json` */
export function journalPath(out: string): string {
  return `${out.replace(/\.json$/i, '')}.journal.json`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCompany(value: unknown): value is Record<string, unknown> & { native?: Row } {
  if (!isObject(value)) return false;
  const { native = {}, ...cells } = value;
  return isObject(native) && [cells, native].every((each) => Object.values(each).every(isCell));
}

function isCell(value: unknown): boolean {
  return value === null || typeof value !== 'object';
}

function isJournal(value: unknown): value is Journal {
  return (
    isObject(value) &&
    value.version === 1 &&
    typeof value.hash_after === 'string' &&
    Array.isArray(value.columns) &&
    Array.isArray(value.entries) &&
    value.entries.every((entry) => isObject(entry) && typeof entry.id === 'string' && 'from' in entry)
  );
}
