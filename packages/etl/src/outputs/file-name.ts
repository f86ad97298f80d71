/** File systems allow 255 bytes; a character has four at most. */
const LONGEST = 60;

/**
 * A sheet's name as a file name on every system; spaces become `_`, as the existing exports have it.
 *
 * @param taken the names that are in use, lower-cased; the new one is added
 * @example
 * ```ts
 * import { uniqueFileName } from '@stock-analyzer/etl';
 *
 * const taken = new Set<string>();
 * ['T_EPS C', 'T_EPS/C'].map((name) => uniqueFileName(name, taken)); // → ['T_EPS_C', 'T_EPS_C-2']
 * ```
 */
export function uniqueFileName(name: string, taken: Set<string>): string {
  const harmless = name.replace(/[\s/\\:*?"<>|\p{Cc}\p{Cs}]+/gu, '_');
  const plain = [...harmless]
    .slice(0, LONGEST)
    .join('')
    .replace(/^\.+|\.+$/g, '_');
  const safe = /^(|con|prn|aux|nul|com\d|lpt\d)$/i.test(plain) ? `_${plain}` : plain;
  let unique = safe;
  for (let suffix = 2; taken.has(unique.toLowerCase()); suffix++) unique = `${safe}-${suffix}`;
  taken.add(unique.toLowerCase());
  return unique;
}
