import { type FieldDefinition, fieldName, type Severity } from '@stock-analyzer/schema';
import { fieldTexts } from '@stock-analyzer/schema/dictionary';
import type { FieldReport } from '@stock-analyzer/validator';
import { shareBar } from '../charts/share-bar';
import type { QualityReportInput } from '../input';
import { showCount, showPercent } from '../numbers';
import { brief } from '../text';
import { severityWords } from '../words/codes';
import { words } from '../words/words';
import { both, data, html, type Markup } from './markup';
import { countLink, section, table, th } from './parts';

/** How much of each canonical field there is, and what is wrong with it. */
export function fieldsSection({ report, dataset }: QualityReportInput): Markup {
  const { summary, fields } = report;
  const shown = fields.filter(({ mapped, present }) => mapped || present);
  const absent = fields.filter(({ mapped, present }) => !mapped && !present);
  const definition = (name: string) => dataset.schema.byName.get(name);
  return section(
    'fields',
    words.fields,
    html`<p>${both({
      en: `The source has ${summary.fields_present} of the ${summary.fields_total} canonical fields. ${showPercent(summary.field_coverage)} of those that it maps were checked.`,
      ko: `원본에는 표준 항목 ${summary.fields_total}개 중 ${summary.fields_present}개가 있으며, 매핑된 항목의 ${showPercent(summary.field_coverage)}를 검사했습니다.`,
    })}</p>`,
    table(
      words.fields,
      [
        th(words.field),
        th(words.completeness),
        th(words.values, true),
        th(words.missing, true),
        th(words.errors, true),
        th(words.warnings, true),
        th(words.notes, true),
      ],
      shown.map((field) => fieldRow(field, definition(field.field), summary.total_companies, dataset.month)),
    ),
    absent.length > 0
      ? html`<details><summary>${both(words.absent)} (${absent.length})</summary><p>${absent.map(({ field }, at) => html`${at > 0 ? ', ' : ''}${data(label(definition(field), field, dataset.month))}`)}</p></details>`
      : null,
  );
}

/** A field's name with the month that its values are of. */
export function label(field: FieldDefinition | undefined, name: string, month: string | null): string {
  return brief(field ? fieldName(field, month ?? undefined) : name, 60);
}

function fieldRow(
  report: FieldReport,
  field: FieldDefinition | undefined,
  companies: number,
  month: string | null,
): Markup {
  const { field: name, values, completeness, checked, errors, warnings, infos } = report;
  const only = (severity: Severity) =>
    ({ table: 'issues', field: brief(name, 60), severity: severityWords[severity].en }) as const;
  return html`<tr><th scope="row">${data(label(field, name, month))}${field ? html`<small>${both(fieldTexts(field).description)}</small>` : null}</th>
<td class="wide">${shareBar([{ value: values, kind: 'kept' }], companies)}<small>${showPercent(completeness)}${checked ? null : html` · ${both(words.notChecked)}`}</small></td>
<td class="number">${showCount(values)}</td>
<td class="number">${countLink(companies - values, { table: 'companies', field: name, missing: true })}</td>
<td class="number">${countLink(errors, only('error'))}</td>
<td class="number">${countLink(warnings, only('warning'))}</td>
<td class="number">${countLink(infos, only('info'))}</td></tr>
`;
}
