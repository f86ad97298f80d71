import type { XlsbLimits } from '../limits';
import { SharedStrings } from '../shared/shared-strings';
import { Styles } from '../shared/styles';
import { CellLog } from '../sheet/cell-log';
import type { ZipArchive } from '../zip/archive';
import type { Relationship } from '../zip/relationships';

/** What is known of a workbook once it is open. */
export interface WorkbookFacts {
  /** Name of the file, where it is known. */
  readonly name: string | undefined;
  readonly date1904: boolean;
  readonly limits: XlsbLimits;
}

/** What the sheets of a workbook share. Each part is read when first needed. */
export class SharedParts {
  readonly facts: WorkbookFacts;
  readonly #zip: ZipArchive;
  readonly #relationships: readonly Relationship[];
  readonly #logs: CellLog[] = [];
  #strings: Promise<SharedStrings> | undefined;
  #styles: Promise<Styles | undefined> | undefined;

  constructor(facts: WorkbookFacts, zip: ZipArchive, relationships: readonly Relationship[]) {
    this.facts = facts;
    this.#zip = zip;
    this.#relationships = relationships;
  }

  /** The texts that cells share; none if there is no such part. */
  strings(): Promise<SharedStrings> {
    this.#strings ??= this.#read('sharedStrings', SharedStrings).then(
      (strings) => strings ?? new SharedStrings(new Uint8Array(), '', this.facts.limits),
    );
    return this.#strings;
  }

  /** The cell styles; undefined if there are none. */
  styles(): Promise<Styles | undefined> {
    this.#styles ??= this.#read('styles', Styles);
    return this.#styles;
  }

  /** Lends an empty log to gather cells in. */
  async withLog<T>(work: (log: CellLog) => Promise<T>): Promise<T> {
    const log = this.#logs.pop() ?? new CellLog();
    try {
      return await work(log);
    } finally {
      log.clear();
      this.#logs.push(log);
    }
  }

  async #read<T>(
    type: string,
    make: new (bytes: Uint8Array, part: string, limits: XlsbLimits) => T,
  ): Promise<T | undefined> {
    const target = this.#relationships.find((each) => each.type === type);
    const part = target && this.#zip.part(target.part);
    return part && new make(await part.bytes(), part.name, this.facts.limits);
  }
}
