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

/** A piece of memory, with what its numbers stand for. */
interface Page {
  readonly room: Float64Array;
  readonly shapes: readonly Shape[];
  readonly subjects: readonly (string | null)[];
}

/**
 * The evidence of many findings in little memory: a week of 125,000 companies has some hundred thousand pieces. Each
 * list is a run of numbers: how many pieces, then of each its shape, its subject, its weight and its figures.
 */
export class EvidenceLog {
  private readonly shapes: Shape[] = [];
  private readonly shapesOf = new Map<EvidenceKind, number[]>();
  private readonly subjects: (string | null)[] = [null];
  private readonly subjectCodes = new Map<string, number>();
  private page = this.pageOf(0);
  private used = 0;
  /** Shapes of the pieces at hand. */
  private readonly own: number[] = [];

  /** Keeps a list; one that is kept already is itself. */
  pack(told: Iterable<Evidence>): PackedEvidence {
    if (told instanceof PackedEvidence) return told;
    const pieces = told as readonly Evidence[];
    const { shapes, own } = this;
    let size = 1;
    for (let at = 0; at < pieces.length; at++) {
      const shape = this.shapeOf(pieces[at]!);
      own[at] = shape;
      size += 3 + shapes[shape]!.names.length;
    }
    if (this.used + size > this.page.room.length) {
      this.page = this.pageOf(Math.max(size, FIRST, Math.min(MOST, 2 * this.page.room.length)));
      this.used = 0;
    }
    const packed = new PackedEvidence(this.page, this.used);
    this.put(pieces.length);
    for (let at = 0; at < pieces.length; at++) {
      const { subject, log_odds, numbers } = pieces[at]!;
      this.put(own[at]!);
      this.put(this.codeOf(subject));
      this.put(log_odds);
      for (const name of shapes[own[at]!]!.names) this.put(numbers[name]!);
    }
    return packed;
  }

  private pageOf(size: number): Page {
    return { room: new Float64Array(size), shapes: this.shapes, subjects: this.subjects };
  }

  private put(number: number): void {
    this.page.room[this.used++] = number;
  }

  private shapeOf({ kind, numbers }: Evidence): number {
    let known = this.shapesOf.get(kind);
    if (!known) {
      known = [];
      this.shapesOf.set(kind, known);
    }
    for (const shape of known) if (hasNames(numbers, this.shapes[shape]!.names)) return shape;
    const shape = this.shapes.push({ kind, names: Object.keys(numbers) }) - 1;
    known.push(shape);
    return shape;
  }

  private codeOf(subject: string | null): number {
    if (subject === null) return 0;
    let code = this.subjectCodes.get(subject);
    if (code === undefined) {
      code = this.subjects.push(subject) - 1;
      this.subjectCodes.set(subject, code);
    }
    return code;
  }
}

/** Whether an object has just these names, in their order. */
function hasNames(numbers: Evidence['numbers'], names: readonly string[]): boolean {
  let at = 0;
  for (const name in numbers) if (names[at++] !== name) return false;
  return at === names.length;
}

/** One list of evidence as an {@link EvidenceLog} keeps it: gives its pieces as plain objects, made anew. */
export class PackedEvidence implements Iterable<Evidence> {
  constructor(
    private readonly page: Page,
    private readonly start: number,
  ) {}

  list(): Evidence[] {
    const { room, shapes, subjects } = this.page;
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
