// The limits are in size-limits.json. The packages are ES modules, and are measured as such.
import { readFileSync } from 'node:fs';

/** @type {object[]} */
const limits = JSON.parse(readFileSync(new URL('size-limits.json', import.meta.url), 'utf8'));

/** @param {object} config */
const modifyEsbuildConfig = (config) => ({ ...config, format: 'esm' });

export default limits.map((limit) => ({ ...limit, modifyEsbuildConfig }));
