import { companySchema } from './node_modules/@stock-analyzer/validator/dist/bundle.js';

/** @typedef {{ rows: Record<string, unknown>[], asOf?: string }} Companies */

/**
 * The companies of a file: a JSON array, a JSON object that holds one with its as-of date beside, or CSV.
 *
 * @param {string} name @param {string} text @returns {Companies}
 */
export function readCompanies(name, text) {
  if (!name.toLowerCase().endsWith('.json')) return { rows: rowsOf(readCsv(text)) };
  const json = JSON.parse(text);
  const rows = Array.isArray(json) ? json : (json?.companies ?? json?.data);
  if (!Array.isArray(rows)) throw new Error('The file holds no array of companies.');
  const asOf = json.metadata?.as_of;
  return typeof asOf === 'string' ? { rows, asOf } : { rows };
}

/** Rows by display name. Of a column of numbers, a text that is one becomes one; what is none stays as it is. @param {string[][]} records */
function rowsOf([headers = [], ...records]) {
  const isNumber = headers.map((header) => {
    const field = companySchema.fields.find(({ name }) => name === header);
    return field !== undefined && ['number', 'percentage', 'currency'].includes(field.kind);
  });
  return records.map((record) =>
    Object.fromEntries(
      headers.map((header, at) => {
        const text = record[at] ?? '';
        return [
          header,
          text === '' ? null : isNumber[at] && !Number.isNaN(Number(text)) ? Number(text) : text,
        ];
      }),
    ),
  );
}

/** RFC 4180. @param {string} text */
function readCsv(text) {
  /** @type {string[][]} */
  const records = [[]];
  for (const [, quoted, plain, end] of text
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r?\n|\r|$)/g)) {
    const record = records.at(-1) ?? [];
    record.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end !== ',') records.push([]);
  }
  return records.filter((record) => record.some((cell) => cell !== ''));
}
