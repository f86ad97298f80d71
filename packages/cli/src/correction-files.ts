import type { Journal } from '@stock-analyzer/correction';
import { type ColumnTable, type Dataset, type Row, rowsToTable, tableToRows } from '@stock-analyzer/schema';
import { CliError } from './errors';
import { readJson } from './read-file';

/** What `correct --out` writes: the canonical rows of a week, percentages in percent. */
export interface CompaniesFile {
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The canonical fields. */
  readonly fields: ColumnTable;
  /** By row: the source's own fields, which corrections leave alone; undefined where there are none. */
  readonly native: readonly (object | undefined)[];
}

/** A week as such a file, with other canonical fields than its own. */
export function companiesFileOf(dataset: Dataset, fields: ColumnTable): CompaniesFile {
  const { asOf, month, provenance, native } = dataset;
  return {
    metadata: { as_of: asOf, month, total_companies: fields.rowCount, provenance },
    fields,
    native: tableToRows(native).map((row) => (native.columns.length > 0 ? withoutMissing(row) : undefined)),
  };
}

/** The file's text, a company a line. */
export function companiesText({ metadata, fields, native }: CompaniesFile): string {
  const lines = tableToRows(fields).map((row, at) => {
    const members = Object.entries(row).map(([name, value]) => {
      // JSON.stringify would lose the sign of -0, and the data would no longer be what the journal knows.
      return `${JSON.stringify(name)}:${Object.is(value, -0) ? '-0' : JSON.stringify(value)}`;
    });
    if (native[at]) members.push(`"native":${JSON.stringify(native[at])}`);
    return `{${members.join(',')}}`;
  });
  return `{\n"metadata":${JSON.stringify(metadata)},\n"companies":[\n${lines.join(',\n')}\n]}\n`;
}

/** @throws CliError `CANNOT_READ`; `NOT_COMPANIES` if `correct --out` cannot have written it. */
export async function readCompaniesFile(path: string): Promise<CompaniesFile> {
  const file = await readJson(path);
  const companies = isObject(file) ? file.companies : undefined;
  if (!isObject(file) || !Array.isArray(companies) || !companies.every(isCompany)) {
    throw new CliError({
      code: 'NOT_COMPANIES',
      message: 'This is not a file that "correct --out" wrote',
      place: { file: path },
      advice: 'Give the corrected file, not the one that it was made from.',
    });
  }
  const parts = companies.map(({ native, ...fields }) => ({ native, fields: fields as Row }));
  return {
    metadata: isObject(file.metadata) ? file.metadata : {},
    fields: rowsToTable(parts.map(({ fields }) => fields)),
    native: parts.map(({ native }) => native),
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

function withoutMissing(row: Row): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCompany(value: unknown): value is Row & { native?: object } {
  if (!isObject(value)) return false;
  return Object.entries(value).every(([name, cell]) =>
    name === 'native' ? isObject(cell) : cell === null || typeof cell !== 'object',
  );
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
