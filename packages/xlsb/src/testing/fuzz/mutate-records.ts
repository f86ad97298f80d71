import type { Random } from '@stock-analyzer/fixtures';
import { bytesOf, type RecordDraft, readRecords, record, u32, writeRecords } from '../record-draft';
import { cell, cellValue, rowOf, shortCell } from '../workbook-parts';
import { mutateBytes } from './mutate-bytes';
import { edge, near, someBytes } from './numbers';

const CELLS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 62];
const SHORT_CELLS = [12, 13, 14, 15, 16, 17, 18];
/** Kinds that the reader looks at, and their neighbours. */
const KINDS = [...CELLS, ...SHORT_CELLS, 0, 19, 20, 35, 36, 44, 47, 63, 129, 130, 131, 132, 143, 144];
const MORE_KINDS = [...KINDS, 145, 146, 147, 148, 153, 156, 159, 160, 617, 618, 16_383];

/** A part of records, with some of them changed, moved, left out or invented. */
export function mutateRecords(part: Uint8Array, random: Random): Uint8Array {
  const records = readRecords(part);
  for (let count = random.integer(1, 4); count > 0; count--) mutateOnce(records, random);
  const bytes = writeRecords(records);
  return random.chance(0.1) ? mutateBytes(bytes, random) : bytes;
}

function mutateOnce(records: RecordDraft[], random: Random): void {
  const at = random.integer(0, Math.max(0, records.length - 1));
  const chosen = records[at];
  if (!chosen) {
    records.push(inventedRecord(random));
    return;
  }
  switch (random.integer(0, 11)) {
    case 0:
      records.splice(at, random.integer(1, random.chance(0.8) ? 1 : 20));
      return;
    case 1: {
      const copies = random.chance(0.9) ? 1 : random.integer(2, 300);
      for (let count = 0; count < copies; count++) records.splice(at, 0, { ...chosen });
      return;
    }
    case 2: {
      const [moved] = records.splice(at, 1);
      records.splice(random.integer(0, records.length), 0, moved!);
      return;
    }
    case 3:
      chosen.type = random.chance(0.8) ? random.pick(MORE_KINDS) : random.integer(0, 16_383);
      return;
    case 4: // a size that is not true
      chosen.size = near(random, chosen.data.length) % 2 ** 28;
      return;
    case 5:
      chosen.data = chosen.data.slice(0, random.integer(0, chosen.data.length));
      return;
    case 6:
      chosen.data = bytesOf(chosen.data, someBytes(random, 40));
      return;
    case 7: // a size or a kind that takes more bytes than it needs
      chosen.sizeBytes = random.integer(2, 4);
      chosen.wideType = random.chance(0.3);
      return;
    case 8:
      if (chosen.data.length > 0) chosen.data = mutateBytes(chosen.data, random);
      return;
    case 9: // a column, a row, a length, an index
    case 10:
      chosen.data = withField(chosen.data, random);
      return;
    default:
      records.splice(at, 0, inventedRecord(random));
  }
}

/** One of the numbers at the beginning of a record changed: most of what matters stands there. */
function withField(data: Uint8Array, random: Random): Uint8Array {
  const at = random.pick([0, 0, 0, 1, 2, 4, 8, 8, 9, 12]);
  if (at + 4 > data.length) return data;
  const changed = Buffer.from(data);
  changed.writeUInt32LE(near(random, changed.readUInt32LE(at)) >>> 0, at);
  return changed;
}

function inventedRecord(random: Random): RecordDraft {
  const text = random.pick(['', 't', 'text'.repeat(random.integer(1, 100)), '\0', '\ud800']);
  const number = random.pick([0, -0, 1, 1e300, Number.NaN, Number.POSITIVE_INFINITY, random.normal()]);
  const value = (type: number) =>
    cellValue(type, { text, number, byte: random.integer(0, 255), index: random.integer(0, 6) });
  const style = random.chance(0.9) ? random.integer(0, 4) : edge(random);
  switch (random.integer(0, 4)) {
    case 0:
      return rowOf(near(random, random.integer(0, 10)));
    case 1: {
      const type = random.pick(SHORT_CELLS);
      return shortCell(type, style, value(type));
    }
    case 2:
      return record(random.pick(MORE_KINDS), someBytes(random, 40));
    case 3:
      return record(
        random.pick([145, 146, 148]),
        u32(edge(random), edge(random), edge(random), edge(random)),
      );
    default: {
      const type = random.pick(CELLS);
      return cell(type, near(random, random.integer(0, 30)), style, value(type));
    }
  }
}
