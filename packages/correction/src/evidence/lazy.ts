import type { Evidence } from '../model/plan';
import type { PackedEvidence } from './packed';

/** Constructs nothing: gives back the object, so that a class that extends it puts its private fields there. */
const Given = function given(line: object) {
  return line;
} as unknown as new (
  line: object,
) => object;

/** Puts packed evidence into an object where only this class sees it. */
class Told extends Given {
  readonly #told: PackedEvidence;

  constructor(line: object, told: PackedEvidence) {
    super(line);
    this.#told = told;
  }

  static list(line: object): readonly Evidence[] {
    return (line as Told).#told.list();
  }
}

const reader = {
  enumerable: true,
  get(this: object) {
    return Told.list(this);
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
  new Told(line, told);
  return Object.defineProperty(line, 'evidence', reader) as Line & { evidence: readonly Evidence[] };
}
