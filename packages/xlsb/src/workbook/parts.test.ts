import { Brt, recordBytes, type SheetContent, xlsbParts } from '@stock-analyzer/fixtures';
import { describe, expect, it } from 'vitest';
import { defaultXlsbLimits as limits } from '../limits';
import { SharedStrings } from '../shared/shared-strings';
import { Styles } from '../shared/styles';
import { sheetOf, unknownRecord } from '../testing/written';
import { readBook } from './sheet-list';

const partsOf = (...sheets: SheetContent[]) => xlsbParts({ sheets });
const concat = (...bytes: Uint8Array[]) => new Uint8Array(Buffer.concat(bytes));

describe('the shared texts', () => {
  const texts = ['', 'NVDA', '삼성전자', 'x'.repeat(5000), '\ud800'];
  const cells = texts.map((value, at) => ({
    value,
    record: at % 2 ? ('shared_rich' as const) : ('shared' as const),
  }));
  const bytes = partsOf(sheetOf('S', [cells])).get('xl/sharedStrings.bin')!;

  it('are found by number, without formatted runs and phonetic text', () => {
    const strings = new SharedStrings(bytes, 'part', limits);
    expect(strings.count).toBe(texts.length);
    for (let time = 0; time < 2; time++) {
      expect(texts.map((_, index) => strings.text(index))).toEqual(texts);
    }
    expect(texts.map((_, index) => strings.isEmpty(index))).toEqual(texts.map((text) => text === ''));
  });

  it('may be fewer or more than declared, or not declared at all', () => {
    const items = bytes.subarray(3 + 8);
    for (const count of [0, 1, 4, 0xffffffff]) {
      const head = recordBytes((writer) => writer.record(Brt.BeginSst, 8).u32(count).u32(count));
      expect(new SharedStrings(concat(head, items), 'part', limits).text(2)).toBe('삼성전자');
    }
    expect(new SharedStrings(items, 'part', limits).count).toBe(texts.length);
  });

  it('may be null, and stand between records of other kinds', () => {
    const odd = recordBytes((writer) => writer.record(Brt.SSTItem, 5).u8(0).u32(0xffffffff));
    const strings = new SharedStrings(concat(unknownRecord(2000, 30), odd, odd, bytes), 'part', limits);
    expect([strings.count, strings.text(0), strings.text(3)]).toEqual([7, '', 'NVDA']);
    expect(strings.isEmpty(1)).toBe(true);
  });

  it('that reach beyond their record are DAMAGED', () => {
    const odd = recordBytes((writer) => writer.record(Brt.SSTItem, 9).u8(0).u32(3).u32(0));
    expect(() => new SharedStrings(odd, 'part', limits)).toThrow(
      expect.objectContaining({ code: 'DAMAGED', place: { part: 'part', offset: 3 } }),
    );
  });

  it('may be none', () => expect(new SharedStrings(new Uint8Array(), 'part', limits).count).toBe(0));

  it('take memory by what there is, not by what is declared', () => {
    const head = recordBytes((writer) => writer.record(Brt.BeginSst, 8).u32(0).u32(0xffffffff));
    const before = process.memoryUsage().arrayBuffers;
    const strings = new SharedStrings(head, 'part', limits);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
    expect(strings.count).toBe(0);
  });
});

describe('the styles', () => {
  const formats = ['0.0%', 'yyyy-mm-dd', 'm/d/yy', '[h]:mm:ss', undefined];
  const bytes = partsOf(sheetOf('S', [formats.map((format) => ({ value: 1, format }))])).get(
    'xl/styles.bin',
  )!;

  it('are formats by number, known or own', () => {
    const styles = new Styles(bytes, 'part', limits);
    expect(styles.formats).toEqual(['General', '0.0%', 'yyyy-mm-dd', 'm/d/yy', '[h]:mm:ss']);
    expect(styles.formats.map((_, style) => styles.isDate(style))).toEqual([false, false, true, true, true]);
    expect(styles.isDate(99)).toBe(false);
  });

  it('are not those of style sheets, which stand in another list', () => {
    const xf = (format: number) =>
      recordBytes((writer) => writer.record(Brt.XF, 16).u16(0).u16(format).zeros(12));
    const list = (begin: number, end: number, ...items: Uint8Array[]) =>
      concat(
        recordBytes((writer) => writer.record(begin, 4).u32(9)),
        ...items,
        recordBytes((writer) => writer.record(end)),
      );
    const part = concat(
      list(Brt.BeginCellStyleXFs, Brt.EndCellStyleXFs, xf(9), xf(9)),
      list(Brt.BeginCellXFs, Brt.EndCellXFs, xf(14), unknownRecord(5000, 9), xf(31)),
    );
    expect(new Styles(part, 'part', limits).formats).toEqual(['m/d/yy', 'm/d/yy']);
  });
});

describe('the list of sheets', () => {
  const bundle = (state: number, extra: number, ...texts: string[]) =>
    recordBytes((writer) => {
      writer.record(Brt.BundleSh, 8 + extra + texts.reduce((size, text) => size + 4 + 2 * text.length, 0));
      writer.u32(state).u32(1).zeros(extra);
      for (const text of texts) writer.wide(text);
    });

  it('has names, visibility and relationships', () => {
    const sheet = (name: string, visibility?: SheetContent['visibility']) =>
      sheetOf(name, [], visibility ? { visibility } : {});
    const parts = partsOf(sheet('Up & Down'), sheet('숨김', 'hidden'), sheet('__proto__', 'very_hidden'));
    expect(readBook(parts.get('xl/workbook.bin')!, 'part', limits)).toEqual({
      date1904: false,
      sheets: [
        { name: 'Up & Down', visibility: 'visible', relationship: 'rId1' },
        { name: '숨김', visibility: 'hidden', relationship: 'rId2' },
        { name: '__proto__', visibility: 'very_hidden', relationship: 'rId3' },
      ],
    });
  });

  it('of the first Excel that wrote XLSB has four more bytes', () => {
    expect(
      readBook(concat(bundle(0, 4, 'rId1', 'Sheet1'), bundle(1, 0, 'rId2', 'Sheet2')), 'part', limits).sheets,
    ).toEqual([
      { name: 'Sheet1', visibility: 'visible', relationship: 'rId1' },
      { name: 'Sheet2', visibility: 'hidden', relationship: 'rId2' },
    ]);
  });

  it('tells whether dates count from 1904', () => {
    const bytes = xlsbParts({ sheets: [], date1904: true }).get('xl/workbook.bin')!;
    expect(readBook(bytes, 'part', limits).date1904).toBe(true);
  });

  it('may show a sheet in a way that nobody knows', () => {
    expect(readBook(bundle(77, 0, 'rId1', 'A'), 'part', limits).sheets[0]!.visibility).toBe('visible');
  });

  it('that is cut off is DAMAGED', () => {
    const cut = recordBytes((writer) => writer.record(Brt.BundleSh, 4).u32(0));
    for (const bytes of [cut, bundle(0, 0, 'rId1'), bundle(0, 1, 'rId1', 'A')]) {
      expect(() => readBook(bytes, 'part', limits)).toThrow(expect.objectContaining({ code: 'DAMAGED' }));
    }
  });
});
