import type { Store } from '../contract';
import { StoreError } from '../errors';

/** Opens the place that the rest of an address names. */
export type Opener = (rest: string) => Promise<Store>;

/** By scheme. Each loads its adapter when it is first asked to open something. */
export type Schemes = Readonly<Record<string, Opener>>;

/** Adapters that run everywhere, or say themselves where they do not. */
export const everywhere: Schemes = {
  async memory(rest) {
    if (rest) throw noSuchAddress(`memory:${rest}`, 'A store in memory has no name: it is "memory:".');
    const { openMemoryStore } = await loaded('memory', () => import('../memory/index'));
    return openMemoryStore();
  },
  async idb(name) {
    const { openIdbStore } = await loaded('idb', () => import('../idb/index'), 'idb');
    return openIdbStore(name ? { name } : {});
  },
};

/**
 * An adapter's code. In a page it may be a file of its own that did not come.
 *
 * @param peer The package that it imports at once.
 * @throws StoreError `MISSING_PEER`, `CANNOT_OPEN`.
 */
export async function loaded<Module>(
  scheme: string,
  load: () => Promise<Module>,
  peer?: string,
): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    throw new StoreError({
      code: peer ? 'MISSING_PEER' : 'CANNOT_OPEN',
      message: peer
        ? `"${scheme}:" needs the package "${peer}", which is not installed or did not load`
        : `The code that opens "${scheme}:" did not load`,
      advice: peer ? `Run: npm install ${peer}` : 'Try again.',
      retryable: !peer,
      cause,
    });
  }
}

/** Schemes that are known and that nothing opens yet. */
const LATER: Readonly<Record<string, string>> = {
  https: 'A server cannot be asked yet. Files that a host serves are opened with "json:" before the address.',
  http: 'A server cannot be asked yet. Files that a host serves are opened with "json:" before the address.',
  postgres: 'PostgreSQL is not supported yet. Use "sqlite:" in Node.',
  hybrid: 'Stores behind each other are not supported yet. Use one of them, or { detect: [...] }.',
};

/**
 * Opens an address, `SCHEME:REST`.
 *
 * @throws StoreError `NOT_SUPPORTED`, `CANNOT_OPEN`, or of the adapter.
 */
export async function openAddress(address: string, schemes: Schemes): Promise<Store> {
  const found = /^([a-z]+):(.*)$/s.exec(address);
  if (!found) throw noSuchAddress(address, `Put its kind before it: ${listOf(schemes)}.`);
  const [, scheme = '', rest = ''] = found;
  if (Object.hasOwn(schemes, scheme)) return schemes[scheme]!(rest);
  const advice = Object.hasOwn(LATER, scheme) ? LATER[scheme] : undefined;
  if (!advice) throw noSuchAddress(address, `There are ${listOf(schemes)}.`);
  throw new StoreError({ code: 'NOT_SUPPORTED', message: `"${address}" cannot be opened`, advice });
}

function listOf(schemes: Schemes): string {
  return Object.keys(schemes)
    .map((scheme) => `"${scheme}:"`)
    .join(', ');
}

function noSuchAddress(address: string, advice: string): StoreError {
  return new StoreError({ code: 'CANNOT_OPEN', message: `"${address}" is the address of no store`, advice });
}
