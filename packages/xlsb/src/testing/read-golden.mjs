// Runs in a project that has the packed package installed: reads the files of ./golden by path, from bytes and from
// a Blob, and prints what went wrong with each, as JSON.
import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import * as reader from '@stock-analyzer/xlsb';
import { tell } from './tell.mjs';

const results = [];
for (const file of readdirSync('golden')) {
  if (!file.endsWith('.xlsb')) continue;
  const path = `golden/${file}`;
  const bytes = new Uint8Array(readFileSync(path));
  const told = JSON.parse(readFileSync(path.replace(/xlsb$/, 'json'), 'utf8'));
  const different = [];
  for (const [way, input] of Object.entries({ path, bytes, Blob: new Blob([bytes]) })) {
    const found = await tell(reader, input).catch((/** @type {unknown} */ error) => String(error));
    // Through JSON, since that is what was written: an absent key and an undefined one are the same there.
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(found)), told)) {
      different.push(`from ${way} it is ${JSON.stringify(found).slice(0, 200)}`);
    }
  }
  results.push({ name: `read ${file}`, problem: different.length > 0 ? different.join('; ') : null });
}
console.log(JSON.stringify(results));
