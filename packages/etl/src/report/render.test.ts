import { createHash } from 'node:crypto';
import { planToCsv } from '@stock-analyzer/correction';
import { issuesToCsv, type ValidationReport } from '@stock-analyzer/validator';
import { beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE, hostileInput, reportInput, textOf, unpacked, weekInput } from '../testing/quality-report';
import { definitionOf } from './figures/companies';
import { summaryOf } from './figures/summary';
import { type QualityReportInput, renderQualityReport } from './index';
import { showCount, showMeasure, showPercent, showValue } from './numbers';
import type { RowTable } from './tables/row-table';
import { brief } from './text';
import { conditionWords, issueWords } from './words/codes';
import { storyOf } from './words/story/story';

let input: QualityReportInput;
let page: string;
let text: string;
const plain = (shown: string) => shown.replaceAll('\u00a0', ' ');

beforeAll(async () => {
  input = await reportInput();
  page = renderQualityReport(input, { language: 'en' });
  text = textOf(page, 'en');
});

describe('the page says what its inputs say', () => {
  it('begins with the verdict and its reason, the week in short, and what needs a person', () => {
    const { report, run, gate } = input;
    expect(gate.outcome).toBe('hold');
    expect(text).toMatch(/Not yet\. \d+ proposed corrections? waits? for a yes or no/);
    for (const paragraph of storyOf(input, summaryOf(input))) expect(text).toContain(plain(paragraph.en));
    expect(text).toContain(`${run.corrections.undecided} corrections to accept or refuse`);
    expect(text).toContain(`${showCount(report.summary.errors)} errors that no correction mends`);
  });

  it('tells every condition of the gate with its number', () => {
    for (const { name, actual } of input.gate.conditions) {
      expect(text).toContain(`${conditionWords.get(name)!.en} ${showMeasure(actual as number)}`);
    }
  });

  it('explains the score: each part, its weight and what it lost', () => {
    expect(text).toContain(`${showMeasure(input.report.score.total)} of 100 points`);
    for (const { value, weight, lost } of input.report.score.parts) {
      expect(text).toContain(plain(showPercent(value)));
      expect(text).toMatch(new RegExp(`/ ${weight} +${showMeasure(lost).replace('.', '\\.')} `));
    }
  });

  it('accounts for the rows of every sheet', () => {
    for (const { sheet, rows_read, rows_published, rows_merged, rows_quarantined, rows_structural } of input
      .run.sheets) {
      const counts = [rows_read, rows_published, rows_merged, rows_quarantined, rows_structural].map(
        showCount,
      );
      expect(text).toContain(`${sheet} ${counts.join(' ')}`);
    }
    expect(text).toContain('The sum holds in every sheet.');
  });

  it('says so if the rows of a sheet do not add up', () => {
    const [first, ...rest] = input.run.sheets;
    const sheets = [{ ...first!, rows_read: first!.rows_read + 1 }, ...rest];
    const wrong = renderQualityReport({ ...input, run: { ...input.run, sheets } }, { language: 'en' });
    expect(textOf(wrong, 'en')).toContain('The sum does NOT hold');
  });

  it('tells of each field how complete it is', () => {
    for (const { field, values, completeness, mapped } of input.report.fields) {
      if (mapped)
        expect(text).toMatch(
          new RegExp(
            `${field.replace(/[()]/g, '\\$&')} .{0,80}${plain(showPercent(completeness))} ${showCount(values)} `,
          ),
        );
    }
  });

  it('shows how the values of each numeric field are spread, with counts of the missing', () => {
    const charts = page.match(/<svg class="chart"/g)!.length;
    const { fields, native, schema, nativeSchema } = input.dataset;
    const numeric = [...schema.fields, ...nativeSchema.fields].filter(({ name }) => {
      const column = fields.byName.get(name) ?? native.byName.get(name);
      return column?.type === 'number' && column.validity.includes(1);
    });
    expect(charts).toBe(numeric.length);
  });

  it('tells what changed since last week', () => {
    const { companies_in, companies_out, renamed, unusual_moves_total } = input.comparison!;
    expect(text).toContain(
      `Compared with the week of 2025-10-10: ${companies_in.length} companies in, ${companies_out.length} out, ${renamed.length} renamed, ${unusual_moves_total} unusual moves.`,
    );
    for (const { ticker, name } of companies_in) expect(text).toContain(`${ticker} ${name}`);
    const first = renderQualityReport({ ...input, comparison: null }, { language: 'en' });
    expect(textOf(first, 'en')).toContain('There is no earlier week to compare with.');
  });

  it('tells of decisions of earlier weeks that the source overtook, and only then', () => {
    expect(text).not.toContain('Decisions that the source overtook');
    const decided = {
      ticker: 'AMZN',
      field: 'ROE (Fwd)',
      rule: 'scale',
      from: 1625,
      to: 16.25,
      decision: 'accept',
      by: 'Kim',
      at: '2025-10-10T09:00:00Z',
      reason: 'as filed',
      as_of: '2025-10-10',
      expires: '2026-04-10',
    } as const;
    const note = { ticker: 'AMZN', field: 'ROE (Fwd)', was: 1625, now: 1700, decided };
    const run = { ...input.run, decision_notes: [note], recalled: ['a', 'b'] };
    const shown = textOf(renderQualityReport({ ...input, run }, { language: 'en' }), 'en');
    expect(shown).toContain(
      'AMZN ROE (Fwd) 1,625 % 1,700 % Kim accepted 16.25 % in the week of 2025-10-10: as filed',
    );
    expect(shown).toContain('2 decisions of earlier weeks stand');
  });

  it('lists the quarantined rows with sheet, row and reason', () => {
    for (const { sheet, row } of input.quarantine) expect(text).toContain(`${sheet} ${row} `);
    expect(input.quarantine.length).toBeGreaterThan(0);
  });
});

describe('the rows that the page carries along', () => {
  const tables = (): Record<'issues' | 'proposals' | 'flags' | 'companies', RowTable> =>
    JSON.parse(unpacked(page, 'row-data')).tables;
  const column = ({ columns, rows }: RowTable, key: string) => {
    const at = columns.findIndex((each) => each.key === key);
    const { choices } = columns[at]!;
    return rows.map((row) => (typeof row[at] === 'number' ? choices![row[at]]!.en : row[at]));
  };

  it('are all issues, the worst first, each with its cell', () => {
    const { issues } = tables();
    expect(issues.rows.length).toBe(input.report.issues_total);
    expect(column(issues, 'severity').indexOf('Warning')).toBe(input.report.summary.errors);
    expect(column(issues, 'cell').filter((cell) => /^\w+!|^'/.test(String(cell))).length).toBeGreaterThan(
      input.report.issues_total * 0.9,
    );
    const expected = input.report.by_code.out_of_plausible_range;
    expect(
      column(issues, 'kind').filter((kind) => kind === issueWords.out_of_plausible_range.en).length,
    ).toBe(expected);
  });

  it('tell in Korean what the messages tell', () => {
    const { issues } = tables();
    const at = issues.columns.findIndex(({ key }) => key === 'expected');
    const told = new Set(issues.columns[at]!.choices!.map(({ ko }) => ko));
    const own = ['relation_mismatch', 'jump', 'anomaly', 'company_new', 'shared_market_cap'];
    const korean = input.report.issues.flatMap(({ code }, index) =>
      own.includes(code) ? [input.findings.at(index, 'ko').message] : [],
    );
    expect(korean.length).toBeGreaterThan(0);
    for (const message of korean) {
      expect(message).toMatch(/[가-힣]/);
      expect(told).toContain(brief(message, 200));
    }
  });

  it('are all proposals, with what became of each, and all flags', () => {
    const statuses = column(tables().proposals, 'status');
    const count = (status: string) => statuses.filter((each) => each === status).length;
    const { applied, undecided, flagged, refused } = input.run.corrections;
    expect([count('Applied'), count('To decide'), count('Refused')]).toEqual([applied, undecided, refused]);
    expect(tables().flags.rows.length).toBe(flagged);
  });

  it('tell of each company what was corrected in it, and on whose word', () => {
    const { companies } = tables();
    const corrected = column(companies, 'marks');
    const { marks } = input.dataset;
    expect(marks.length).toBeGreaterThan(0);
    for (const { ticker, field, was, approvedBy } of marks) {
      const told = corrected[companies.rows.findIndex(([each]) => each === ticker)];
      const { unit } = definitionOf(input.dataset, field)!;
      expect(told).toContain(`${field}: ${showValue(was, unit)} → `);
      expect(told).toContain(approvedBy);
    }
    expect(corrected.filter(Boolean).length).toBe(new Set(marks.map(({ ticker }) => ticker)).size);
  });

  it('are all companies', () => {
    expect(tables().companies.rows.length).toBe(input.dataset.fields.rowCount);
  });

  it('can be saved as the same CSV that the packages write', () => {
    expect(unpacked(page, 'csv-issues')).toBe(`\uFEFF${issuesToCsv(input.report.issues)}`);
    expect(unpacked(page, 'csv-proposals')).toBe(`\uFEFF${planToCsv(input.plan)}`);
  });
});

describe('one page, offline', () => {
  it('asks nothing of any network', () => {
    expect(page.match(/(?:src|href|action|srcset|poster|data|xlink:href)="(?!#)/)).toBeNull();
    expect(page.match(/@import|url\((?!#hatch\))|<link|<iframe|<object|<form/)).toBeNull();
  });

  it('names its own script and style by their hashes, and allows nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
    const hash = (tag: string) => {
      const body = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)![1]!;
      return `'sha256-${createHash('sha256').update(body).digest('base64')}'`;
    };
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hash('script')}`,
      `style-src ${hash('style')}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page.match(/ style="| on\w+="/)).toBeNull();
  });

  it('is the same bytes for the same input', () => {
    expect(renderQualityReport(input, { language: 'en' })).toBe(page);
  });

  it('holds both languages and opens in the one that is asked for', () => {
    const korean = renderQualityReport(input, { language: 'ko' });
    expect(korean).toContain('<html lang="ko">');
    expect(korean).toMatch(/id="lang-ko"[^>]* checked/);
    expect(textOf(page, 'ko')).toContain('이번 주 데이터를 믿을 수 있는가');
    expect(textOf(page, 'ko').match(/undefined|\[object|NaN/)).toBeNull();
    expect(text.match(/undefined|\[object|NaN/)).toBeNull();
  });
});

describe('a week of the real size', () => {
  it('stays below 4 MB with 6,000 companies, 20,000 issues, 2,000 proposals and 2,000 flags', async () => {
    const week = await weekInput({ companies: 6176, analysed: 1250 });
    const many = <T>(list: readonly T[], count: number) =>
      Array.from({ length: count }, (_, at) => list[at % list.length]!);
    const issues = many(week.report.issues, 20_000).map((issue, row) => ({ ...issue, row: row % 6000 }));
    const report: ValidationReport = { ...week.report, issues, issues_total: issues.length };
    const flagged = many(week.plan.flagged, 2000).map((flag, row) => ({ ...flag, row: row % 6000 }));
    const proposals = many(input.plan.proposals, 2000).map((each, row) => ({
      ...each,
      id: String(row),
      row,
    }));
    const large = renderQualityReport(
      {
        ...week,
        run: { ...week.run, status: 'held' },
        report,
        findings: { at: (index) => week.findings.at(index % week.report.issues.length, 'ko') },
        decisions: [],
        plan: { ...week.plan, proposals, flagged },
      },
      { language: 'en' },
    );
    expect(Buffer.byteLength(large)).toBeLessThan(4e6);
    expect(JSON.parse(unpacked(large, 'row-data')).review.cards.length).toBe(2000);
    expect(JSON.parse(unpacked(large, 'row-data')).tables.issues.rows.length).toBe(20_000);
  }, 30_000);
});

describe('texts of the source', () => {
  it('never become markup, script or attributes', () => {
    const hostile = renderQualityReport(hostileInput(input), { language: 'en' });
    const tags = (source: string) => new Set(Array.from(source.matchAll(/<([a-z]+)/g), ([, tag]) => tag));
    expect([...tags(hostile)].filter((tag) => !tags(page).has(tag))).toEqual([]);
    expect(hostile.match(/<script/g)).toEqual(page.match(/<script/g));
    for (const name of HOSTILE.filter((each) => each.includes('<')))
      expect(hostile.includes(name)).toBe(false);
    expect(hostile.match(/[\u202a-\u202e]|\p{Cs}/u)).toBeNull();
    expect(hostile.replace(/"[^"]*"/g, '').match(/<[^>]* on\w+=/)).toBeNull();
    expect(textOf(hostile, 'en')).toContain('<script>alert(1)</script>');
    expect(textOf(hostile, 'en')).toContain('turned [U+202E]gnp.exe');
  });

  it('are no formulas in the CSV', () => {
    const hostile = renderQualityReport(hostileInput(input), { language: 'en' });
    for (const id of ['csv-issues', 'csv-proposals']) {
      expect(unpacked(hostile, id)).toContain("'=HYPERLINK");
      expect(unpacked(hostile, id)).not.toMatch(/(^|,|")=HYPERLINK/m);
    }
  });
});
