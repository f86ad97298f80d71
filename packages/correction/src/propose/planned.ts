import type { CellValue } from '@stock-analyzer/schema';
import type { PackedEvidence } from '../evidence/packed';
import type { Alternative, AnsweredIssue, CorrectionRule, Evidence, Flag, Proposal } from '../model/plan';

/**
 * A line of a plan whose evidence is unpacked when it is read. Seen from outside it is a plain object: `evidence` is
 * an enumerable property of its own, in its place among the others, which JSON, spreading and structured cloning
 * read as any other.
 */
abstract class Planned {
  declare readonly evidence: readonly Evidence[];
  readonly #told: PackedEvidence;

  constructor(told: PackedEvidence) {
    this.#told = told;
  }

  static readonly #reader: PropertyDescriptor = {
    enumerable: true,
    get(this: Planned) {
      return this.#told.list();
    },
  };

  protected addEvidence(): void {
    Object.defineProperty(this, 'evidence', Planned.#reader);
  }
}

type Plain<Line> = Omit<Line, 'evidence'>;

/** A proposal, its evidence packed. */
export class PlannedProposal extends Planned implements Proposal {
  declare readonly id: string;
  declare readonly row: number;
  declare readonly ticker: string | null;
  declare readonly field: string;
  declare readonly from: CellValue;
  declare readonly to: CellValue;
  declare readonly rule: CorrectionRule;
  declare readonly confidence: number;
  declare readonly alternatives: readonly Alternative[];
  declare readonly answers: AnsweredIssue | null;
  declare readonly group: string | null;

  constructor(line: Plain<Proposal>, told: PackedEvidence) {
    super(told);
    this.id = line.id;
    this.row = line.row;
    this.ticker = line.ticker;
    this.field = line.field;
    this.from = line.from;
    this.to = line.to;
    this.rule = line.rule;
    this.confidence = line.confidence;
    this.addEvidence();
    this.alternatives = line.alternatives;
    this.answers = line.answers;
    this.group = line.group;
  }
}

/** A flag, its evidence packed. */
export class PlannedFlag extends Planned implements Flag {
  declare readonly row: number;
  declare readonly ticker: string | null;
  declare readonly field: string;
  declare readonly from: CellValue;
  declare readonly to: CellValue;
  declare readonly rule: CorrectionRule | null;
  declare readonly confidence: number;
  declare readonly alternatives: readonly Alternative[];
  declare readonly answers: AnsweredIssue | null;

  constructor(line: Plain<Flag>, told: PackedEvidence) {
    super(told);
    this.row = line.row;
    this.ticker = line.ticker;
    this.field = line.field;
    this.from = line.from;
    this.to = line.to;
    this.rule = line.rule;
    this.confidence = line.confidence;
    this.addEvidence();
    this.alternatives = line.alternatives;
    this.answers = line.answers;
  }
}
