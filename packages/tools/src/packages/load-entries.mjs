// Runs in a project that has the packages installed (see smoke.mjs): loads every entry of entries.json and
// prints what went wrong with each, as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** @type {{ name: string, cjs: boolean, bundled?: true }[]} */
const entries = JSON.parse(readFileSync('entries.json', 'utf8'));
const results = [];
/** Classes by package and name: each entry has to give the same one, but a bundled one has its own. @type {Map<string, unknown>} */
const classes = new Map();
for (const { name, cjs, bundled } of entries) {
  const home = bundled ? name : name.split('/', 2).join('/');
  results.push({ name: `import ${name}`, problem: await problemOf(() => import(name), home, 'import') });
  if (cjs)
    results.push({ name: `require ${name}`, problem: await problemOf(() => require(name), home, 'require') });
}
console.log(JSON.stringify(results));

/** @param {() => unknown} load @param {string} home @param {string} way @returns {Promise<string | null>} */
async function problemOf(load, home, way) {
  try {
    const module = /** @type {Record<string, unknown>} */ (await load());
    for (const [name, value] of Object.entries(module)) {
      if (typeof value !== 'function' || !/^[A-Z]/.test(name)) continue;
      const key = `${way} ${home} ${name}`;
      if (classes.has(key) && classes.get(key) !== value)
        return `${name} is another class than in a sibling entry`;
      classes.set(key, value);
    }
    return null;
  } catch (error) {
    return String(error);
  }
}
