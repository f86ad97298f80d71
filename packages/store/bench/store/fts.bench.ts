import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SearchHit } from '@stock-analyzer/store';
import { openSqliteStore } from '@stock-analyzer/store/sqlite';
import { openSqljsStore } from '@stock-analyzer/store/sqljs';
import { figure, median } from '@stock-analyzer/tools/bench';
import Database from 'libsql';
import initSqlJs from 'sql.js';
import { type SearchDocument, SearchIndex } from '../../src/search/search-index';
import { wordsOf } from '../../src/search/words';
import { benchRows, benchWeek } from './data';
import { koreanQuestions, type SearchKind, searchQuestions } from './search-questions';

// Candidates from the full-text index of the engine (FTS5 of libsql, FTS4 of sql.js), ranked by the shared core, beside
// what the adapters do: read ticker, name and industry once a snapshot into the shared index. The engines get what
// suits them best: one small table of names, an index of prefixes, and no limit to candidates, since a limit by their
// own rank would cut hits away. Each question is asked as typed, and as far as a full-text index can be asked: every
// word as a beginning.

type Value = string | number | null;
interface Engine {
  exec(sql: string): void;
  all(sql: string, ...values: Value[]): Value[][];
  close(): void;
}

const TABLES = `CREATE TABLE names (id INTEGER PRIMARY KEY, ticker TEXT, name TEXT, industry TEXT, size REAL);
  INSERT INTO names SELECT NULL, "Ticker", "corpName", "industry", "(USD mn)" FROM companies_full;`;

/** How an engine is asked for what begins so. */
const FTS = {
  fts5: {
    table: `CREATE VIRTUAL TABLE words USING fts5(ticker, name, industry, content='', prefix='2 3')`,
    word: (word: string) => `"${word}"*`,
  },
  fts4: {
    table: `CREATE VIRTUAL TABLE words USING fts4(ticker, name, industry, content="", prefix="2,3", tokenize=unicode61)`,
    word: (word: string) => `${word}*`,
  },
} as const;

function fillIndex(engine: Engine, kind: keyof typeof FTS): void {
  engine.exec('BEGIN');
  engine.exec(TABLES);
  engine.exec(FTS[kind].table);
  const place = kind === 'fts5' ? 'rowid' : 'docid';
  engine.exec(
    `INSERT INTO words(${place}, ticker, name, industry) SELECT id, ticker, name, industry FROM names`,
  );
  engine.exec('COMMIT');
}

function searchBy(engine: Engine, kind: keyof typeof FTS, text: string): SearchHit[] {
  const match = wordsOf(text).map(FTS[kind].word).join(' ');
  const place = kind === 'fts5' ? 'words.rowid' : 'words.docid';
  const found = engine.all(
    `SELECT ticker, name, industry, size FROM (SELECT ${place} AS id FROM words WHERE words MATCH ?) JOIN names USING (id)`,
    match,
  );
  const documents = found.map(
    ([ticker, name, industry, size]) =>
      ({ ticker: String(ticker), name, industry, size: Number(size ?? 0) }) as SearchDocument,
  );
  return new SearchIndex(documents).search(text, 20);
}

function libsqlEngine(path: string): Engine {
  const db = new Database(path);
  return {
    exec: (sql) => db.exec(sql),
    all: (sql, ...values) => db.prepare(sql).raw().all(values) as Value[][],
    close: () => db.close(),
  };
}

async function sqljsEngine(bytes: Uint8Array): Promise<Engine & { size(): number }> {
  const SQL = await initSqlJs();
  const db = new SQL.Database(bytes);
  return {
    exec: (sql) => db.run(sql),
    all: (sql, ...values) => (db.exec(sql, values)[0]?.values ?? []) as Value[][],
    close: () => db.close(),
    size: () => db.export().length,
  };
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const folder = mkdtempSync(join(tmpdir(), 'store-fts-'));
for (const [companies, suffix] of [
  [12_500, ''],
  [125_000, '_125000'],
] as const) {
  const rows = benchRows(companies);
  const questions = [...searchQuestions(rows), ...koreanQuestions(rows)];
  const first = String(rows[7]!.corpName);

  const path = join(folder, `${companies}.db`);
  let store = await openSqliteStore(path);
  figure(`fts.sqlite.publish_ms${suffix}`, await timed(() => store.publish(benchWeek(rows))), 'ms');
  await store.close();
  const bytes = statSync(path).size;
  // Opening and the first search, as a process does that asks one thing of a file.
  const firsts: number[] = [];
  for (let run = 0; run < 5; run++) {
    firsts.push(
      await timed(async () => {
        store = await openSqliteStore(path);
        await store.search(first);
      }),
    );
    if (run < 4) await store.close();
  }
  figure(`fts.sqlite.shared.first_ms${suffix}`, median(firsts), 'ms');
  const asked = await askAll((text) => store.search(text));
  await store.close();
  figure(`fts.sqlite.file_bytes${suffix}`, bytes, 'bytes');

  let engine = libsqlEngine(path);
  const filling = await timed(() => fillIndex(engine, 'fts5'));
  engine.close();
  figure(`fts.sqlite.fts5.publish_more_ms${suffix}`, filling, 'ms');
  figure(`fts.sqlite.fts5.more_bytes${suffix}`, statSync(path).size - bytes, 'bytes');
  const ftsFirsts: number[] = [];
  for (let run = 0; run < 5; run++) {
    ftsFirsts.push(
      await timed(() => {
        engine = libsqlEngine(path);
        searchBy(engine, 'fts5', first);
      }),
    );
    if (run < 4) engine.close();
  }
  figure(`fts.sqlite.fts5.first_ms${suffix}`, median(ftsFirsts), 'ms');
  const found = await askAll(async (text) => searchBy(engine, 'fts5', text));
  engine.close();
  tell(`fts.sqlite`, 'fts5', asked, found, suffix);

  const memory = await openSqljsStore();
  await memory.publish(benchWeek(rows));
  figure(`fts.sqljs.shared.first_ms${suffix}`, await timed(() => memory.search(first)), 'ms');
  const askedJs = await askAll((text) => memory.search(text));
  const js = await sqljsEngine(await memory.export());
  await memory.close();
  const before = js.size();
  figure(`fts.sqljs.fts4.publish_more_ms${suffix}`, await timed(() => fillIndex(js, 'fts4')), 'ms');
  figure(`fts.sqljs.fts4.more_bytes${suffix}`, js.size() - before, 'bytes');
  figure(`fts.sqljs.fts4.first_ms${suffix}`, await timed(() => searchBy(js, 'fts4', first)), 'ms');
  const foundJs = await askAll(async (text) => searchBy(js, 'fts4', text));
  js.close();
  tell('fts.sqljs', 'fts4', askedJs, foundJs, suffix);

  /** The median of three times, and the best hit, of each question. */
  async function askAll(ask: (text: string) => Promise<SearchHit[]>) {
    const answers: { kind: SearchKind; ms: number; best: string | undefined }[] = [];
    for (const { kind, text } of questions) {
      const times: number[] = [];
      let best: string | undefined;
      for (let run = 0; run < 3; run++) {
        times.push(
          await timed(async () => {
            best = (await ask(text))[0]?.ticker;
          }),
        );
      }
      answers.push({ kind, ms: median(times), best });
    }
    return answers;
  }
}
rmSync(folder, { recursive: true });

type Answers = readonly { kind: SearchKind; ms: number; best: string | undefined }[];

function tell(name: string, engine: string, shared: Answers, fts: Answers, suffix: string): void {
  const mean = (answers: Answers) => answers.reduce((sum, { ms }) => sum + ms, 0) / answers.length;
  figure(`${name}.shared.mean_ms${suffix}`, mean(shared), 'ms');
  figure(`${name}.${engine}.mean_ms${suffix}`, mean(fts), 'ms');
  for (const kind of new Set(shared.map((each) => each.kind))) {
    const places = shared.flatMap((each, at) => (each.kind === kind && each.best ? [at] : []));
    const same = places.filter((at) => fts[at]!.best === shared[at]!.best).length;
    figure(`${name}.${engine}.same_best.${kind}${suffix}`, same / places.length, 'share');
  }
}
