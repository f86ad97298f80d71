import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { companyRows, generateCorpus } from '@stock-analyzer/fixtures';
import { columnTable, companySchema, rowsToTable, tableToRows } from '@stock-analyzer/schema';
import { decodeDataset, encodeDataset } from '@stock-analyzer/store/columns';

const week0 = generateCorpus({ seed: 5, companies: 12500, weeks: 1 })[0]!;
const n = 12500;
for (const fields of [week0.fields, rowsToTable(companyRows({ seed: 5, count: n }))]) {
  const week = { ...week0, schema: companySchema, fields, native: columnTable(n, []) };
  const json = gzipSync(JSON.stringify(tableToRows(week.fields)));
  const t = performance.now();
  const file = encodeDataset(week);
  console.log('encode', performance.now() - t);
  const gz = gzipSync(file);
  console.log(json.length, file.length, gz.length, gz.length / json.length);
  const back = decodeDataset(file);
  console.log(isDeepStrictEqual(tableToRows(back.fields), tableToRows(week.fields)));
  for (const [name, f] of [
    ['gunzip', () => gunzipSync(gz)],
    ['decode', () => decodeDataset(file)],
    [
      'decode+touch',
      () => {
        const d = decodeDataset(file);
        for (const c of d.fields.columns) {
          c.validity;
          (c as any).values ?? ((c as any).codes, (c as any).dictionary);
        }
      },
    ],
    [
      'rows 50',
      () => {
        const d = decodeDataset(file);
        for (let r = 0; r < 50; r++)
          for (const c of d.fields.columns) {
            c.validity[r];
            (c as any).values?.[r] ?? ((c as any).codes, (c as any).dictionary);
          }
      },
    ],
  ] as const) {
    const times = [];
    for (let i = 0; i < 15; i++) {
      const s = performance.now();
      f();
      times.push(performance.now() - s);
    }
    console.log(name, times.map((x) => x.toFixed(2)).join(' '));
  }
  const head = JSON.parse(
    new TextDecoder().decode(file.subarray(32, 32 + new DataView(file.buffer).getUint32(12, true))),
  );
  let at = 32 + new DataView(file.buffer).getUint32(12, true);
  console.log('header', at, gzipSync(file.subarray(0, at)).length);
  for (const c of head.fields.columns) {
    const s: string[] = [];
    for (const p of [...(c.numbers ?? []), ...(c.codes ?? [])]) {
      const len = p[1] === 8 ? 8 * p[2] : p[2] + p[3] * (p[1] - 1);
      s.push(p.join('/') + '=' + gzipSync(file.subarray(at, at + len)).length);
      at += len;
    }
    if (c.dictionary) {
      s.push('d' + gzipSync(file.subarray(at, at + c.dictionary[1])).length);
      at += c.dictionary[1];
    }
    console.log(c.name, s.join(' '));
  }
}
