/**
 * Who lives in the workspace, where each package runs, and which packages it may import: the import rules'
 * data. Lower packages never import higher ones.
 *
 * @typedef {'everywhere' | 'node'} Runtime
 * @typedef {object} Room
 * @property {Runtime} runsIn Where the package's entries run, unless `entries` says otherwise.
 * @property {Record<string, Runtime>} [entries] Entries that run elsewhere than the package.
 * @property {string[]} mayImport Folder names of the packages that its sources may import.
 * @property {string[]} [typesOnly] Those of them from which only types may come.
 */

/** @type {Record<string, Room>} by folder name, lowest first. */
export const architecture = {
  schema: { runsIn: 'everywhere', mayImport: [] },
  xlsb: { runsIn: 'everywhere', mayImport: [] },
  backup: { runsIn: 'node', mayImport: [] },
  validator: { runsIn: 'everywhere', mayImport: ['schema'] },
  correction: { runsIn: 'everywhere', mayImport: ['schema', 'validator'] },
  store: { runsIn: 'everywhere', entries: { './sqlite': 'node' }, mayImport: ['schema'] },
  realtime: { runsIn: 'everywhere', mayImport: ['schema', 'store'], typesOnly: ['store'] },
  etl: {
    runsIn: 'node',
    entries: { './read': 'everywhere' },
    mayImport: ['schema', 'validator', 'correction', 'store', 'xlsb', 'backup'],
  },
  server: {
    runsIn: 'everywhere',
    entries: { './node': 'node' },
    mayImport: ['schema', 'validator', 'correction', 'store', 'realtime', 'etl', 'backup'],
  },
  cli: {
    runsIn: 'node',
    mayImport: ['schema', 'xlsb', 'backup', 'validator', 'correction', 'store', 'realtime', 'etl', 'server'],
  },
  fixtures: { runsIn: 'node', mayImport: ['schema'] },
  tools: { runsIn: 'node', mayImport: ['fixtures'] },
};

/** Private packages that tests, benchmarks and examples of every package may import. */
export const forTests = ['fixtures', 'tools'];

/** npm packages that only Node can run. */
export const nodeOnlyPackages = [
  'node-sqlite3-wasm',
  'libsql',
  'better-sqlite3',
  'chokidar',
  'pg',
  'ioredis',
];

/**
 * @param {string} folder
 * @param {{ subpath: string, condition?: string }} entry
 * @returns {Runtime}
 */
export function runsIn(folder, { subpath, condition }) {
  const room = architecture[folder];
  if (!room || subpath.startsWith('bin:') || condition === 'node') return 'node';
  return room.entries?.[subpath] ?? room.runsIn;
}
