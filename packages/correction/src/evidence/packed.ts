import type { Evidence, EvidenceKind } from '../model/plan';
import { tell } from './words';
import { englishWords } from './words-en';

/** So many numbers have room in the first piece of memory, and in the largest. */
const FIRST = 512;
const MOST = 32_768;

/** What pieces of evidence have in common: their kind, and the names of their numbers. */
interface Shape {
  readonly kind: EvidenceKind;
  readonly names: readonly string[];
}

/**
 * The evidence of many findings in little memory: a week of 125,000 companies has some hundred thousand pieces. Each
 * list is a run of numbers: how many pieces, then of each its shape, its subject, its weight and its figures.
 */
export class EvidenceLog {
  private readonly shapes: Shape[] = [];
  private readonly shapesOf = new Map<EvidenceKind, number[]>();
  private readonly subjects: (string | null)[] = [];
  private readonly subjectCodes = new Map<string | null, number>();
  private room = new Float64Array(0);
  private used = 0;

  /** Keeps a list; one that is kept already is itself. */
  pack(told: Iterable<Evidence>): PackedEvidence {
    if (told instanceof PackedEvidence) return told;
    const pieces = told as readonly Evidence[];
    let size = 1;
    for (const { numbers } of pieces) size += 3 + Object.keys(numbers).length;
    if (this.used + size > this.room.length) {
      this.room = new Float64Array(Math.max(size, FIRST, Math.min(MOST, 2 * this.room.length)));
      this.used = 0;
    }
    const packed = new PackedEvidence(this.room, this.used, this.shapes, this.subjects);
    this.put(pieces.length);
    for (const piece of pieces) {
      const shape = this.shapeOf(piece);
      this.put(shape);
      this.put(this.codeOf(piece.subject));
      this.put(piece.log_odds);
      for (const name of this.shapes[shape]!.names) this.put(piece.numbers[name]!);
    }
    return packed;
  }

  private put(number: number): void {
    this.room[this.used++] = number;
  }

  private shapeOf({ kind, numbers }: Evidence): number {
    let known = this.shapesOf.get(kind);
    if (!known) {
      known = [];
      this.shapesOf.set(kind, known);
    }
    const names = Object.keys(numbers);
    for (const shape of known) if (isSame(this.shapes[shape]!.names, names)) return shape;
    const shape = this.shapes.push({ kind, names }) - 1;
    known.push(shape);
    return shape;
  }

  private codeOf(subject: string | null): number {
    let code = this.subjectCodes.get(subject);
    if (code === undefined) {
      code = this.subjects.push(subject) - 1;
      this.subjectCodes.set(subject, code);
    }
    return code;
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at === a.length && at === b.length;
}

/** One list of evidence as an {@link EvidenceLog} keeps it: gives its pieces as plain objects, made anew. */
export class PackedEvidence implements Iterable<Evidence> {
  constructor(
    private readonly room: Float64Array,
    private readonly start: number,
    private readonly shapes: readonly Shape[],
    private readonly subjects: readonly (string | null)[],
  ) {}

  list(): Evidence[] {
    const { room, shapes, subjects } = this;
    let at = this.start;
    return Array.from({ length: room[at++]! }, () => {
      const { kind, names } = shapes[room[at]!]!;
      const subject = subjects[room[at + 1]!]!;
      const logOdds = room[at + 2]!;
      at += 3;
      const numbers: Record<string, number> = {};
      for (const name of names) numbers[name] = room[at++]!;
      const text = tell(englishWords, { kind, subject, numbers });
      return { kind, text, log_odds: logOdds, subject, numbers };
    });
  }

  [Symbol.iterator](): Iterator<Evidence> {
    return this.list()[Symbol.iterator]();
  }
}
