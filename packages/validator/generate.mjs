// Run by the build: makes the sources that are derived from the built-in schema. They are kept in the repository.
import { companySchema } from '@stock-analyzer/schema';

/** @typedef {import('@stock-analyzer/schema').FieldDefinition} Field */

/** @returns {{ path: string, text: string }[]} the files, by path from the package's folder. */
export function generatedSources() {
  return [{ path: 'src/rows/company-check.ts', text: quickCheckSource(companySchema.fields) }];
}

/**
 * The quick check of a schema's rows as straight-line code: a line a field. Lines of a kind differ in as little as
 * can be, so that a compressed file keeps no more of each; an engine knows the value of `at` in every line.
 *
 * @param {readonly Field[]} fields
 */
export function quickCheckSource(fields) {
  return `// Made by generate.mjs when the package is built. Change that, not this.
import type { QuickCheck } from './quick-check';

/** Rows of the built-in schema: every field in a line of its own, so that each is read at its own place. */
export const checkCompany: QuickCheck = (row, keys, accepts, suspect) => {
  let at = 0;
  let v: unknown;
${fields.map(fieldLines).join('')}};
`;
}

/** @param {Field} field */
function fieldLines(field) {
  // A month in a name is a parameter: the key is the layout's.
  const key = field.month ? 'keys[at]!' : literal(field.name);
  const access = /^'[A-Za-z_$][\w$]*'$/.test(key) ? `.${key.slice(1, -1)}` : `[${key}]`;
  return `  v = row${access};\n  if (${badness(field)}) suspect(at, v);\n  at++;\n`;
}

/** @param {Field} field */
function badness({ kind, pattern, minLength, values, possible, plausible, integer, required }) {
  if (kind === 'string' && !pattern && !minLength && !values && !required) {
    return "typeof v !== 'string' && v != null";
  }
  if (kind === 'string' || kind === 'date' || kind === 'boolean' || required || integer)
    return '!accepts[at]!(v)';
  const low = Math.max(possible?.min ?? -Infinity, plausible?.min ?? -Infinity);
  const high = Math.min(possible?.max ?? Infinity, plausible?.max ?? Infinity);
  const tests = [
    Number.isFinite(low) ? `v >= ${low}` : 'v > -Infinity',
    Number.isFinite(high) ? `v <= ${high}` : 'v < Infinity',
  ];
  return `!(typeof v === 'number' ? ${tests.join(' && ')} : v == null)`;
}

/** @param {string} text */
function literal(text) {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
