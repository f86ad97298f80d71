import { tableToRows } from '@stock-analyzer/schema';
import type { Store } from '../../contract';
import type { Query, QueryResult } from '../../query/language';
import type { SnapshotChoice } from '../../release/types';
import { Snapshot } from '../../snapshot/snapshot';
import type { Command, NaiveChoice } from './commands';
import { datasetOf, type NaiveRelease, type NaiveStore } from './naive-store';

type Row = QueryResult['rows'][number];

/** The commands that ask once and change nothing. */
export type Question = Extract<
  Command,
  { do: 'query' | 'get' | 'history' | 'aggregate' | 'search' | 'changes' | 'companies' }
>;

/** One question to the store, and what the model says to it. */
export function asked(
  command: Question,
  store: Store,
  model: NaiveStore,
  choiceOf: (choice: NaiveChoice) => SnapshotChoice,
): { ask(): Promise<unknown>; expect(): unknown } {
  switch (command.do) {
    case 'query': {
      const query = { ...command.query, ...choiceOf(command.choice) };
      return {
        ask: async () => pageOf(await store.query(query)),
        expect: () => {
          const { release, rows } = model.rows(query);
          const { limit = rows.length, page, offset = 0 } = query;
          const start = page === undefined ? offset : (page - 1) * limit;
          return expectedPage(query, release, rows, rows.slice(start, start + limit), start);
        },
      };
    }
    case 'get': {
      const choice = choiceOf(command.choice);
      return {
        ask: () => store.get(command.ticker, choice),
        expect: () => companyAt(model.choose(choice), command.ticker),
      };
    }
    case 'history': {
      const { do: _, ticker, ...options } = command;
      return {
        ask: () => store.history(ticker, options),
        expect: () => model.history(ticker, options).map((week) => companyAt(week, ticker)),
      };
    }
    case 'aggregate': {
      const { do: _, choice, ...request } = command;
      const full = { ...request, ...choiceOf(choice) };
      return {
        ask: async () => plusZero((await store.aggregate(full)).groups),
        expect: () => plusZero(model.groups(full)),
      };
    }
    case 'search': {
      const choice = choiceOf(command.choice);
      return {
        ask: () => store.search(command.text, choice),
        expect: () => {
          const release = model.choose(choice);
          // The core ranks for all engines, so it may speak for the model too.
          return new Snapshot(release.info, datasetOf(release)).search(command.text);
        },
      };
    }
    case 'changes': {
      const from = command.from ? choiceOf(command.from) : undefined;
      const to = command.to ? choiceOf(command.to) : undefined;
      const between = { ...(from && { from }), ...(to && { to }) };
      return {
        ask: async () => {
          const { added, removed, changed } = await store.changes(between);
          return { added, removed, changed };
        },
        expect: () => model.changes(from, to),
      };
    }
    case 'companies': {
      const choice = choiceOf(command.choice);
      return {
        ask: async () => {
          const { asOf, month, fields, native, marks } = await store.companies(choice);
          const names = [fields, native].map(({ columns }) => columns.map(({ name }) => name));
          const rows = native.columns.length > 0 ? tableToRows(native) : tableToRows(fields).map(() => ({}));
          return { asOf, month, marks, names, fields: tableToRows(fields), native: rows };
        },
        expect: () => {
          const { asOf, month, marks, fieldNames, nativeNames, fields, native } = model.choose(choice);
          return { asOf, month, marks, names: [fieldNames, nativeNames], fields, native };
        },
      };
    }
  }
}

/** What a page says that the model says too; cursors are each engine's own. */
export function pageOf({ rows, marks, total, next, snapshot }: QueryResult) {
  return { rows, marks, total, ends: next === null, snapshot: snapshot.id };
}

/** The model's page: `page` of `all` rows, which begins at `start`. */
export function expectedPage(
  query: Query,
  release: NaiveRelease,
  all: readonly Row[],
  page: readonly Row[],
  start: number,
) {
  const names = query.projection ?? [...release.fieldNames, ...release.nativeNames];
  return {
    rows: page.map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? null]))),
    marks: page.flatMap((row) =>
      release.marks.filter(
        ({ ticker, field }) => ticker === row.Ticker && (!query.projection || names.includes(field)),
      ),
    ),
    total: all.length,
    ends: start + page.length >= all.length,
    snapshot: release.info.id,
  };
}

function companyAt(release: NaiveRelease, ticker: string) {
  const at = release.fields.findIndex(({ Ticker }) => Ticker === ticker);
  if (at < 0) return undefined;
  return {
    fields: release.fields[at]!,
    native: release.native[at]!,
    marks: release.marks.filter((mark) => mark.ticker === ticker),
    releaseId: release.info.id,
    asOf: release.asOf,
    month: release.month,
  };
}

/** Whether a figure is 0 or −0 is nobody's promise. */
function plusZero<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
