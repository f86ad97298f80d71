import type { Issue, IssueCode } from '@stock-analyzer/schema';
import type { Findings } from '@stock-analyzer/validator';

/** Issues as the validator gives them: its findings, its whole report, or the list. */
type GivenIssues = readonly Issue[] | { readonly issues: readonly Issue[] } | Findings;

/** Where issues are, and of which kind: nine bytes each, for there may be hundreds of thousands. No texts are made. */
export class IssuePlaces {
  /** -1 for an issue about no single row. */
  readonly rows: Int32Array;
  /** Indexes into the names of fields, and of codes. */
  readonly fields: Uint32Array;
  readonly codes: Uint8Array;
  readonly fieldNames: readonly (string | null)[];
  readonly codeNames: readonly IssueCode[];

  constructor(given: GivenIssues) {
    const fieldNames: (string | null)[] = [];
    const codeNames: IssueCode[] = [];
    const list = 'issues' in given ? given.issues : given;
    const [count, at] =
      'headAt' in list
        ? [list.count(), (index: number) => list.headAt(index)]
        : [list.length, (index: number) => list[index]!];
    this.rows = new Int32Array(count);
    this.fields = new Uint32Array(count);
    this.codes = new Uint8Array(count);
    const field = numbering(fieldNames);
    const code = numbering(codeNames);
    for (let index = 0; index < count; index++) {
      const place = at(index);
      this.rows[index] = place.row ?? -1;
      this.fields[index] = field(place.field);
      this.codes[index] = code(place.code);
    }
    this.fieldNames = fieldNames;
    this.codeNames = codeNames;
  }

  get count(): number {
    return this.rows.length;
  }

  fieldAt(index: number): string | null {
    return this.fieldNames[this.fields[index]!]!;
  }

  codeAt(index: number): IssueCode {
    return this.codeNames[this.codes[index]!]!;
  }
}

/** Numbers values by first appearance, and puts them into a list. */
function numbering<Value>(names: Value[]): (value: Value) => number {
  const known = new Map<Value, number>();
  return (value) => {
    let number = known.get(value);
    if (number === undefined) {
      number = names.push(value) - 1;
      known.set(value, number);
    }
    return number;
  };
}
