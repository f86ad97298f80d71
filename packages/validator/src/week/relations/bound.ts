import {
  type BoundRelation,
  bindRelations,
  misfit,
  type Relation,
  type RelationData,
} from '@stock-analyzer/schema/relations';
import type { CheckedTable } from '../../columns/checked-table';
import type { RuleData } from '../../rules/rule';
import { rowsInEarlierWeeks } from '../matching';

/** A checked table as relations look at it. */
function relationData(table: CheckedTable): RelationData {
  return {
    rowCount: table.rowCount,
    numbers(key) {
      const column = table.byKey(key);
      return column && column.numbers.length === table.rowCount ? column.numbers : undefined;
    },
    groups(key) {
      const column = table.byKey(key);
      return column && column.codes.length === table.rowCount
        ? { names: column.dictionary, codes: column.codes }
        : undefined;
    },
  };
}

/** Relations bound to a table, and which of them each field takes part in. */
export interface BoundRelations {
  readonly byName: ReadonlyMap<string, BoundRelation>;
  readonly byKey: ReadonlyMap<string, readonly BoundRelation[]>;
}

export function bindAll(relations: readonly Relation[], table: CheckedTable): BoundRelations {
  const bound = bindRelations(relations, relationData(table));
  const byKey = new Map<string, BoundRelation[]>();
  for (const each of bound) {
    for (const key of each.keys) byKey.set(key, [...(byKey.get(key) ?? []), each]);
  }
  return { byName: new Map(bound.map((each) => [each.relation.name, each])), byKey };
}

/** How much it says of a field that another of its relations holds, or does not. */
const WEIGHTS = { '=': 2, '≈': 1, '≥': 0.25 } as const;

/** Moves of this factor since last week make a field suspect; smaller ones than the tenth part of it clear it. */
const SUSPECT_MOVE = Math.log(3);

/**
 * Tells of a row that breaks a relation the field, by its key, that most probably breaks it: the one whose other
 * relations hold least and which moved most since it was last seen. Where nothing tells them apart, the left one.
 */
export function suspectFinder(
  broken: BoundRelation,
  { byKey }: BoundRelations,
  data: RuleData,
): (row: number) => string {
  const suspects = broken.keys.map((key) => ({
    key,
    others: (byKey.get(key) ?? []).filter((other) => other !== broken),
    moveDoubt: moveDoubtOf(key, data),
  }));
  return (row) => {
    let suspect = broken.keys[0]!;
    let most = Number.NEGATIVE_INFINITY;
    for (const { key, others, moveDoubt } of suspects) {
      let doubt = moveDoubt(row);
      for (const other of others) {
        const apart = misfit(other, row);
        if (!Number.isNaN(apart))
          doubt += apart > 1 ? WEIGHTS[other.relation.kind] : -WEIGHTS[other.relation.kind];
      }
      if (doubt > most) {
        most = doubt;
        suspect = key;
      }
    }
    return suspect;
  };
}

function moveDoubtOf(key: string, data: RuleData): (row: number) => number {
  const rowsThen = rowsInEarlierWeeks(data);
  const numbers = data.table.byKey(key)?.numbers;
  const before = data.earlier.map(({ table }) => table.byKey(key)?.numbers);
  return (row) => {
    const now = numbers?.[row];
    if (!now) return 0;
    for (let week = rowsThen.length - 1; week >= 0; week--) {
      const then = before[week]?.[rowsThen[week]![row]!];
      if (!then) continue;
      const move = Math.sign(then) === Math.sign(now) ? Math.abs(Math.log(now / then)) : SUSPECT_MOVE;
      return move >= SUSPECT_MOVE ? 1 : move < SUSPECT_MOVE / 10 ? -1 : 0;
    }
    return 0;
  };
}
