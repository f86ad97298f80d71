import { companySchema, type Row, rowsToTable, type Schema } from '@stock-analyzer/schema';
import { figure, median } from '@stock-analyzer/tools/bench';
import { createValidator, type Findings } from '@stock-analyzer/validator';
import { defectiveRows, soundRows, typedDefectiveRows } from './rows/data';
import { ajvPeer, arktypePeer, type Peer, typeboxPeer, valibotPeer, zodPeer } from './rows/peers';

// Checks of single values: ours, of rows and of column tables, beside five libraries. 39 fields, 3 % of the cells
// defective in every way that a field by itself can show, all findings kept. Contenders take turns in one process,
// each with a few runs; a ratio is that of the medians of their CPU times. What they find is compared.
// (The full validation of a week, validator.full_*, is measured by the bench of the same name in `correction`.)

const RUNS_A_TURN = 3;
const COPIES = 10;
const levels = ['field'] as const;
const builtIn = createValidator(companySchema, { levels });
// Not the built-in schema's own object, so checked by closures.
const runtimeSchema: Schema = { ...companySchema };
const runtime = createValidator(runtimeSchema, { levels });
const ajv = ajvPeer();
const open = ajvPeer({ open: true });
const zod = zodPeer(false);
/** These are far slower; few runs tell enough. */
const slow: readonly Peer[] = [valibotPeer(), typeboxPeer(), arktypePeer()];
const gc = (globalThis as { gc?: () => void }).gc ?? (() => {});
/** Buffers that one collection frees are counted until the next has waited for it. */
const collect = () => {
  gc();
  gc();
  gc();
};

for (const { name, version, usesEval, remark } of [ajv, open, zod, ...slow]) {
  console.log(`${name} ${version}: ${usesEval ? 'makes code at run time' : 'makes no code'}; ${remark}`);
}
for (const [count, rounds] of [
  [1_250, 20],
  [12_500, 9],
  [125_000, 1],
] as const) {
  const rows = defectiveRows(count);
  const isMain = count === 12_500;
  compareFindings(rows, [ajv, zod, ...(isMain ? slow : [])]);
  const contest = byName([ajv, open, ...(count > 12_500 ? [] : [zod])], rows);
  const ms = takeTurns(rounds, {
    'rows.builtin': () => builtIn.check(rows),
    'rows.runtime': () => runtime.check(rows),
    ...contest,
  });
  tell(count, { ...ms, ...(isMain && takeTurns(1, byName(slow, rows), 1)) }, [
    'rows.builtin',
    'rows.runtime',
  ]);

  const typed = typedDefectiveRows(count);
  const table = rowsToTable(typed);
  const mixed = rowsToTable(rows);
  compareFindings(typed, [ajv], builtIn.check(table));
  tell(
    count,
    takeTurns(rounds, {
      columns: () => builtIn.check(table),
      ajv: () => ajv.check(typed),
    }),
    ['columns'],
  );
  tell(
    count,
    takeTurns(rounds, {
      mixed_columns: () => builtIn.check(mixed),
      ajv: () => ajv.check(rows),
    }),
    ['mixed_columns'],
  );
  figure(`validator.issues_${count}`, builtIn.check(rows).count(), 'issues');
}
tellIssueBytes();

type Times = Readonly<Record<string, readonly number[]>>;

function byName(peers: readonly Peer[], rows: readonly Row[]): Record<string, () => unknown> {
  return Object.fromEntries(peers.map((peer) => [peer.name, () => peer.check(rows)]));
}

/** CPU milliseconds of each contender by run: other work on the machine does not count. */
function takeTurns(
  rounds: number,
  contenders: Readonly<Record<string, () => unknown>>,
  runs = RUNS_A_TURN,
): Times {
  const times = Object.fromEntries(Object.keys(contenders).map((name): [string, number[]] => [name, []]));
  const names = Object.keys(contenders);
  for (let round = -Math.ceil(rounds / 2); round < rounds; round++) {
    for (const name of names) {
      for (let run = 0; run < runs; run++) {
        const before = process.cpuUsage();
        const kept = contenders[name]!();
        const { user, system } = process.cpuUsage(before);
        if (!kept) throw new Error(`${name} gave nothing`);
        if (round >= 0) times[name]!.push((user + system) / 1000);
      }
    }
    names.push(names.shift()!);
  }
  return times;
}

function tell(count: number, times: Times, ours: readonly string[]): void {
  for (const [name, all] of Object.entries(times)) {
    if (ours.includes(name) || (ours.length > 1 && count === 12_500))
      figure(`validator.${name}.ns_per_row_${count}`, (median(all) * 1e6) / count, 'ns');
  }
  for (const name of ours) {
    for (const other of Object.keys(times).filter((each) => !ours.includes(each))) {
      const suffix = count === 12_500 ? '' : `_${count}`;
      figure(`validator.${name}.${other}_ratio${suffix}`, median(times[other]!) / median(times[name]!), 'x');
    }
  }
}

/** Everyone has to find fault with the same cells; ajv, which tells as much as we do, by the same codes. */
function compareFindings(
  rows: readonly Row[],
  peers: readonly Peer[],
  ours: Findings = builtIn.check(rows),
): void {
  const codes = new Map<string, string>();
  const surplus = new Set<string>();
  for (const { row, field, code } of ours) {
    if (row === null) surplus.add(field ?? '');
    else if (!codes.has(`${row} ${field}`)) codes.set(`${row} ${field}`, code);
  }
  rows.forEach((values, row) => {
    for (const name of surplus)
      if (Object.hasOwn(values, name)) codes.set(`${row} ${name}`, 'unknown_column');
  });
  const places = new Set(codes.keys());
  for (const peer of peers) {
    const theirs = new Set(peer.placesOf(peer.check(rows)));
    const missed = [...places].find((place) => !theirs.has(place));
    const added = [...theirs].find((place) => !places.has(place));
    if (missed ?? added) {
      throw new Error(
        `${peer.name} finds other cells: ${missed ?? ''} is ours only, ${added ?? ''} is theirs only`,
      );
    }
  }
  for (const [place, code] of ajv.codesOf(ajv.check(rows))) {
    const own = codes.get(place)!;
    const value = rows[Number(place.split(' ')[0])]![place.slice(place.indexOf(' ') + 1)];
    // Where a required value is null or blank, ajv speaks of its type or length.
    if (own !== code && !(own === 'missing_required' && (value === null || value === ''))) {
      throw new Error(`ajv calls ${place} ${code}, we ${own}`);
    }
  }
}

/** What is kept because of the issues: what findings of defective rows keep beyond those of sound ones. */
function tellIssueBytes(): void {
  const count = 125_000;
  const kept = (check: (rows: readonly Row[]) => unknown, rows: readonly Row[]) => {
    check(rows);
    collect();
    const before = used();
    // Several at once, so that what comes and goes meanwhile does not matter.
    const found = Array.from({ length: COPIES }, () => check(rows));
    collect();
    const after = used();
    if (found.includes(undefined)) throw new Error('nothing was kept');
    return (after - before) / COPIES;
  };
  const [bad, good] = [defectiveRows(count), soundRows(count)];
  const issues = builtIn.check(bad).count();
  const bytes = (check: (rows: readonly Row[]) => unknown) => (kept(check, bad) - kept(check, good)) / issues;
  figure(
    'validator.issue_bytes',
    bytes((rows) => builtIn.check(rows)),
    'bytes',
  );
  figure(
    'validator.ajv_issue_bytes',
    bytes((rows) => ajv.check(rows)),
    'bytes',
  );
}

function used(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
