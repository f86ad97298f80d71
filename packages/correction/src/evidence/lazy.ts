import type { Evidence } from '../model/plan';
import type { PackedEvidence } from './packed';

const TOLD = Symbol('told');

interface Teller {
  readonly [TOLD]: PackedEvidence;
}

const reader = {
  enumerable: true,
  get(this: Teller) {
    return this[TOLD].list();
  },
};

/**
 * Adds `evidence` to an object, to be unpacked when it is read: an enumerable property of its own, which JSON,
 * spreading, comparing and structured cloning read as any other.
 */
export function addEvidence<Line extends object>(
  line: Line,
  told: PackedEvidence,
): Line & { readonly evidence: readonly Evidence[] } {
  Object.defineProperty(line, TOLD, { value: told });
  return Object.defineProperty(line, 'evidence', reader) as Line & { evidence: readonly Evidence[] };
}
