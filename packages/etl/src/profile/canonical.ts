import { defineSchema } from '@stock-analyzer/schema';
import { globalScouter } from './global-scouter';
import type { SourceProfile } from './types';

const { schema, nativeSchema } = globalScouter;
const REQUIRED = ['Ticker', 'corpName'];
const FIELDS = [...schema.fields, ...nativeSchema.fields];

/**
 * The profile of companies that are in canonical form already: one table, its first row the display names,
 * percentages in percent. That is what `companies.json` holds, and what a CSV or a worksheet of one's own may
 * hold. Native fields stand under their names, or `native.` and their name. Whatever the sheet is called, the
 * first one is taken.
 *
 * `processWeek` takes this profile by itself for a file called `companies`; give it for files of other names.
 * The as-of date is the envelope's `metadata.as_of`, or in the file's name.
 *
 * @example
 * ```ts
 * import { canonicalProfile, transformWorkbook } from '@stock-analyzer/etl';
 * import { readWorkbook } from '@stock-analyzer/etl/read';
 * import { tableToRows } from '@stock-analyzer/schema';
 *
 * const csv = new TextEncoder().encode('Ticker,corpName,ROE (Fwd)\nNVDA,NVIDIA,79.43\n');
 * const { tables } = await readWorkbook(csv, { name: 'mine-2025-10-10.csv' });
 * const { dataset } = transformWorkbook(tables, canonicalProfile, { file: 'mine-2025-10-10.csv' });
 * dataset.asOf; // → '2025-10-10'
 * tableToRows(dataset.fields)[0]!['ROE (Fwd)']; // → 79.43
 * ```
 */
export const canonicalProfile: SourceProfile = {
  ...globalScouter,
  id: 'canonical',
  sheets: [
    {
      id: 'companies',
      names: ['*'],
      role: 'companies',
      schema: defineSchema({ id: 'canonical-companies', version: '1.0.0', fields: FIELDS }),
      rules: nativeSchema.fields.map(({ name }) => ({ header: `native.${name}`, field: name })),
      required: REQUIRED,
      percentages: 'percent',
      optional: FIELDS.map(({ name }) => name).filter((name) => !REQUIRED.includes(name)),
      needed: true,
    },
  ],
  companies: ['companies'],
};
