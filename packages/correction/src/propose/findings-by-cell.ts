import type { Finding } from './context';

/** Findings, at most one a cell. */
export class FindingsByCell {
  /** By row: the number of its first finding, counted from 1; 0 for none. */
  private readonly firsts: Int32Array;
  /** By number of a finding: that of the next one of its row, in the order of the columns; 0 for none. */
  private readonly nexts: number[] = [0];
  private readonly places: number[] = [0];
  private readonly list: (Finding | undefined)[] = [undefined];

  /** @param placeOf Places of the columns, by name. */
  constructor(
    rowCount: number,
    private readonly placeOf: ReadonlyMap<string, number>,
  ) {
    this.firsts = new Int32Array(rowCount);
  }

  at(row: number, field: string): Finding | undefined {
    const place = this.placeOf.get(field)!;
    let at = this.firsts[row]!;
    while (at > 0 && this.places[at]! < place) at = this.nexts[at]!;
    return this.places[at] === place ? this.list[at] : undefined;
  }

  /** Keeps the one of two findings that `chosen` gives; the one that the cell has is undefined where it has none. */
  put(finding: Finding, chosen: (finding: Finding, known: Finding | undefined) => Finding): void {
    const { firsts, nexts, places, list } = this;
    const place = this.placeOf.get(finding.field)!;
    let before = 0;
    let at = firsts[finding.row]!;
    while (at > 0 && places[at]! < place) {
      before = at;
      at = nexts[at]!;
    }
    if (at > 0 && places[at] === place) {
      list[at] = chosen(finding, list[at]);
      return;
    }
    const number = list.push(chosen(finding, undefined)) - 1;
    nexts.push(at);
    places.push(place);
    if (before > 0) nexts[before] = number;
    else firsts[finding.row] = number;
  }

  /** Gives all, by row and then in the order of the columns, and lets go of them. */
  *taken(): Generator<Finding> {
    const { firsts, nexts, list } = this;
    for (let row = 0; row < firsts.length; row++) {
      for (let at = firsts[row]!; at > 0; at = nexts[at]!) {
        yield list[at]!;
        list[at] = undefined;
      }
    }
  }
}
