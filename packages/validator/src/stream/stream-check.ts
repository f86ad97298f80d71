import type { Issue } from '@stock-analyzer/schema';
import { type CheckedTable, isTicker } from '../columns/checked-table';
import { isBlank } from '../columns/field-column';
import { activeRules, type CompiledRules, compileRules } from '../engine/compile';
import type { IssueRecords } from '../engine/issue-log';
import { brokenRow, type Note } from '../engine/notes';
import { type RunResult, run } from '../engine/run';
import type { ActiveRule } from '../engine/settings';
import { bitOf, tally } from '../engine/tally';
import { findingsOf } from '../findings';
import type { ValidationReport } from '../report';
import { reportOf } from '../report/report-of';
import { duplicateTicker } from '../rules/duplicate-ticker';
import { builtInRules } from '../rules/index';
import type { NotRun } from '../rules/outcome';
import type { RuleFinding } from '../rules/rule';
import type { CheckContext, Validator } from '../validator';
import type { Language } from '../words';
import { TallySum } from './tally-sum';
import { TickerBook } from './ticker-book';

/** Headers that no field takes are remembered, and told once, up to so many. */
const MOST_HEADERS = 1000;

/** The check of one stream: takes batch after batch, and keeps what a report needs. */
export class StreamCheck {
  rowCount = 0;
  readonly #compiled: CompiledRules;
  readonly #notRun: NotRun[];
  readonly #duplicates: ActiveRule | undefined;
  readonly #tally: TallySum;
  readonly #has: Uint8Array;
  readonly #headers = new Set<string>();
  readonly #tickers = new TickerBook();
  readonly #tickerField: number;

  constructor({ schema, options: { rules = [], settings = {}, levels } }: Validator) {
    const active = activeRules([...builtInRules, ...rules], settings, levels);
    this.#compiled = compileRules(schema, active.filter(runsInStreams));
    this.#tally = new TallySum(schema);
    this.#has = new Uint8Array(schema.fields.length);
    this.#tickerField = schema.fields.findIndex(isTicker);
    this.#duplicates =
      this.#tickerField < 0
        ? undefined
        : active.find(({ rule, mostly }) => rule.name === duplicateTicker.name && mostly === undefined);
    this.#notRun = active
      .filter((each) => !runsInStreams(each) && each !== this.#duplicates)
      .map(({ rule }) => ({ rule: rule.name, reason: 'needs_whole_set' }));
  }

  get issueCount(): number {
    const { error, warning, info } = this.#tally.total;
    return error + warning + info;
  }

  /** Checks a batch, and gives its issues, or the first of them. */
  *take(table: CheckedTable, language: Language, most: number): Generator<Issue> {
    const before = this.rowCount;
    this.rowCount += table.rowCount;
    const found = run(this.#compiled, { table, asOf: null, earlier: [] }, []);
    for (let field = 0; field < this.#has.length; field++) if (table.has(field)) this.#has[field] = 1;
    let left = most;
    for (const issue of this.#newHeaders(found, language)) if (left-- > 0) yield issue;

    const ofRows = { ...found, records: withoutColumns(found.records) };
    const counts = tally(table, ofRows);
    this.#tally.add(counts);
    for (const issue of issuesOf(table, ofRows, language, left)) {
      left--;
      yield inStream(issue, before, language);
    }
    for (const issue of this.#repeated(table, before, counts.rowBits, language)) if (left-- > 0) yield issue;
  }

  report({ asOf, mapped, now = new Date() }: CheckContext, issues: readonly Issue[]): ValidationReport {
    const { schema, plans, checks } = this.#compiled;
    const has = (field: number) => this.#has[field] === 1;
    const names = schema.fields.filter((_, field) => has(field)).map(({ name }) => name);
    if (this.#tickers.isIncomplete)
      this.#notRun.push({ rule: duplicateTicker.name, reason: 'needs_whole_set' });
    return reportOf(
      {
        table: { schema, rowCount: this.rowCount, nativeFrom: schema.fields.length, has },
        tally: this.#tally,
        hasRules: plans.map(({ tests }, field) => tests.length + checks[field]!.length > 0),
        mapped: new Set(mapped ?? names),
        asOf: asOf ?? null,
        timestamp: now.toISOString(),
      },
      { notRun: this.#notRun, estimates: [] },
      this.issueCount,
      issues,
    );
  }

  /** Issues about headers that did not come before. */
  *#newHeaders({ notes }: RunResult, language: Language): Generator<Issue> {
    for (const note of notes) {
      if (note.row !== null) continue;
      const issue = note.issue(language);
      const id = JSON.stringify([issue.field, issue.code, issue.value]);
      if (this.#headers.has(id) || this.#headers.size === MOST_HEADERS) continue;
      this.#headers.add(id);
      const field = this.#compiled.schema.fields.findIndex(({ name }) => name === note.field);
      this.#tally.addIssue(issue, field, 0);
      yield issue;
    }
  }

  /** Companies whose ticker came before. */
  *#repeated(table: CheckedTable, before: number, rowBits: Uint8Array, language: Language): Generator<Issue> {
    const rule = this.#duplicates?.rule;
    if (!rule) return;
    for (let row = 0; row < table.rowCount; row++) {
      const ticker = table.tickerAt(row);
      if (ticker === null || isBlank(ticker)) continue;
      const isFaulty = (rowBits[row]! & bitOf('validity')) !== 0;
      const first = this.#tickers.note(ticker, before + row, isFaulty);
      if (!first) continue;
      if (first.isNews) yield this.#duplicate(ticker, first.row, before + row, first.isFaulty, language);
      yield this.#duplicate(ticker, before + row, first.row, isFaulty, language);
    }
  }

  #duplicate(ticker: string, row: number, other: number, isFaulty: boolean, language: Language): Issue {
    const { name, severity } = this.#duplicates!.rule;
    const field = this.#compiled.schema.fields[this.#tickerField]!;
    const { code } = duplicateTicker;
    this.#tally.addIssue({ code, severity }, this.#tickerField, isFaulty ? bitOf('validity') : 0);
    const finding = { row, value: ticker, field, detail: other } as RuleFinding;
    return {
      row,
      ticker,
      field: field.name,
      code,
      rule: name,
      severity,
      value: ticker,
      ...duplicateTicker.explain(finding, language),
    };
  }
}

/** Whether a rule needs no more than the rows of a batch. */
function runsInStreams({ rule, mostly }: ActiveRule): boolean {
  return !('prepare' in rule) && mostly === undefined && (rule.level === 'field' || rule.level === 'row');
}

/** Records come by row, those about no row first: they are told once a stream. */
function withoutColumns(records: IssueRecords): IssueRecords {
  let from = 0;
  while (from < records.count && records.rows[from]! < 0) from++;
  return {
    count: records.count - from,
    rows: records.rows.subarray(from),
    fields: records.fields.subarray(from),
    rules: records.rules.subarray(from),
    details: records.details.subarray(from),
  };
}

function* issuesOf(
  table: CheckedTable,
  found: RunResult,
  language: Language,
  most: number,
): Generator<Issue> {
  const findings = findingsOf({ table, dataset: undefined } as Parameters<typeof findingsOf>[0], found);
  for (let index = 0; index < Math.min(most, found.records.count); index++)
    yield findings.at(index, language);
}

/** An issue of a batch, with its row counted from the beginning of the stream. */
function inStream(issue: Issue, before: number, language: Language): Issue {
  const row = before + issue.row!;
  const isBroken = issue.field === null && issue.code === 'wrong_type' && issue.rule === undefined;
  return isBroken ? (brokenRow(row) as Note).issue(language) : { ...issue, row };
}
