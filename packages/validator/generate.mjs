// Run by the build: makes the sources that are derived from the built-in schema. They are kept in the repository.
import { companySchema } from '@stock-analyzer/schema';

/** @typedef {import('@stock-analyzer/schema').FieldDefinition} Field */

/** @returns {{ path: string, text: string }[]} the files, by path from the package's folder. */
export function generatedSources() {
  return [{ path: 'src/rows/company-check.ts', text: quickCheckSource(companySchema.fields) }];
}

/**
 * The quick check of a schema's rows as straight-line code: a line a field.
 *
 * @param {readonly Field[]} fields
 */
export function quickCheckSource(fields) {
  return `// Made by generate.mjs when the package is built. Change that, not this.
import type { QuickCheck } from './quick-check';

/** Rows of the built-in schema: every field in a line of its own, so that each is read at its own place. */
export const checkCompany: QuickCheck = (row, keys, accepts, suspect) => {
  let v: unknown;
${fields.map(fieldLines).join('')}};
`;
}

/** @param {Field} field @param {number} index */
function fieldLines(field, index) {
  // A month in a name is a parameter: the key is the layout's.
  const key = field.month ? `keys[${index}]!` : literal(field.name);
  const access = /^'[A-Za-z_$][\w$]*'$/.test(key) ? `.${key.slice(1, -1)}` : `[${key}]`;
  return `  v = row${access};\n  if (${badness(field, index)}) suspect(${index}, v);\n`;
}

/** @param {Field} field @param {number} index */
function badness({ kind, pattern, minLength, values, possible, plausible, integer, required }, index) {
  if (kind === 'string' && !pattern && !minLength && !values && !required) {
    return "typeof v !== 'string' && v != null";
  }
  if (kind === 'string' || kind === 'date' || kind === 'boolean' || required) return `!accepts[${index}]!(v)`;
  const low = Math.max(possible?.min ?? -Infinity, plausible?.min ?? -Infinity);
  const high = Math.min(possible?.max ?? Infinity, plausible?.max ?? Infinity);
  const tests = [
    Number.isFinite(low) ? `v >= ${low}` : 'v > -Infinity',
    Number.isFinite(high) ? `v <= ${high}` : 'v < Infinity',
    ...(integer ? ['v % 1 === 0'] : []),
  ];
  return `!(typeof v === 'number' ? ${tests.join(' && ')} : v == null)`;
}

/** @param {string} text */
function literal(text) {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
