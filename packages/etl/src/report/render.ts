import { planToCsv } from '@stock-analyzer/correction';
import type { Bilingual, FieldDefinition, NumberColumn } from '@stock-analyzer/schema';
import { issuesToCsv, type Language } from '@stock-analyzer/validator';
import { type Distribution, distributionOf } from './figures/distribution';
import { summaryOf } from './figures/summary';
import { changesSection } from './html/changes';
import { distributionsSection } from './html/distributions';
import { fieldsSection } from './html/fields';
import { gateSection, headline } from './html/headline';
import { issuesSection } from './html/issues';
import { both, html, type Markup } from './html/markup';
import { overtakenSection } from './html/overtaken';
import { packed } from './html/packed';
import { pageText } from './html/page';
import { section } from './html/parts';
import { provenanceSection } from './html/provenance';
import { quarantineSection } from './html/quarantine';
import { reviewSection } from './html/review';
import { rowTable } from './html/row-table';
import { rowsSection } from './html/rows';
import { scoreSection } from './html/score';
import type { QualityReportInput } from './input';
import { companyTable } from './tables/companies';
import { flagTable } from './tables/flags';
import { issueTable } from './tables/issues';
import { proposalTable } from './tables/proposals';
import { reviewModel } from './tables/review';
import type { RowTable } from './tables/row-table';
import { scriptWords, words } from './words/words';

/** Makes spreadsheets read Korean as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The quality report of a week as one HTML page that opens offline. It holds both languages; `language` is the
 * one that it opens in.
 */
export function renderQualityReport(
  input: QualityReportInput,
  options: { readonly language: Language },
): string {
  const { dataset, report, plan } = input;
  const summary = summaryOf(input);
  const canonical = distributions(dataset.schema.fields, dataset.fields);
  const native = distributions(dataset.nativeSchema.fields, dataset.native);
  const issues = issueTable(input);
  const proposals = proposalTable(input);
  const flags = flagTable(input);
  const review = reviewModel(input);
  const overtaken = overtakenSection(input);
  const companies = companyTable(
    input,
    [...canonical, ...native].map(({ column }) => column),
  );
  const companiesSection = section(
    'companies',
    words.companies,
    html`<p>${both(words.companiesIntro)}</p><p id="too-old" hidden>${both(scriptWords.tooOld)}</p>`,
    rowTable('companies', words.companies, companies),
  );
  const tables = {
    ...(issues.rows.length > 0 && { issues }),
    ...(proposals.rows.length > 0 && { proposals }),
    ...(flags.rows.length > 0 && { flags }),
    companies,
  };
  const title = options.language === 'ko' ? words.title.ko : words.title.en;
  return pageText({
    title: `${title} ${dataset.asOf}`,
    language: options.language,
    headline: headline(input, summary),
    contents: (
      [
        ...(review ? (['review'] as const) : []),
        'gate',
        'score',
        'proposals',
        'flags',
        ...(overtaken ? (['overtaken'] as const) : []),
        'issues',
        'changes',
        'rows',
        'fields',
        'distributions',
        'quarantine',
        'companies',
        'provenance',
      ] as const
    ).map((id) => ({ id, title: both(words[id]) })),
    sections: [
      ...(review ? [reviewSection(input, review)] : []),
      gateSection(input),
      scoreSection(input, summary),
      listSection('proposals', words.proposalsIntro, words.noProposals, proposals),
      listSection('flags', words.flagsIntro, words.noFlags, flags),
      ...(overtaken ? [overtaken] : []),
      issuesSection(input, issues),
      changesSection(input),
      rowsSection(input),
      fieldsSection(input),
      distributionsSection(canonical.map(shapeOf), native.map(shapeOf), dataset.month),
      quarantineSection(input),
      companiesSection,
      provenanceSection(input),
    ],
    packed: [
      packed('row-data', JSON.stringify({ words: scriptWords, tables, review })),
      packed('csv-issues', BYTE_ORDER_MARK + issuesToCsv(report.issues), `issues-${dataset.asOf}.csv`),
      packed(
        'csv-proposals',
        BYTE_ORDER_MARK + planToCsv(plan, options.language),
        `corrections-${dataset.asOf}.csv`,
      ),
    ],
  });
}

/** A table of many rows with a word on what it holds, or on there being nothing. */
function listSection(
  id: 'proposals' | 'flags',
  intro: Bilingual,
  nothing: Bilingual,
  table: RowTable,
): Markup {
  return section(
    id,
    words[id],
    table.rows.length === 0
      ? html`<p>${both(nothing)}</p>`
      : html`<p>${both(intro)}</p>${rowTable(id, words[id], table)}`,
  );
}

interface Charted {
  readonly column: NumberColumn;
  readonly shape: Distribution;
}

function shapeOf({ shape }: Charted): Distribution {
  return shape;
}

function distributions(
  fields: readonly FieldDefinition[],
  { byName }: QualityReportInput['dataset']['fields'],
): Charted[] {
  return fields.flatMap((field) => {
    const column = byName.get(field.name);
    const shape = column?.type === 'number' ? distributionOf(field, column) : null;
    return column?.type === 'number' && shape ? [{ column, shape }] : [];
  });
}
