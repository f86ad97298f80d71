import { type RowOf, schemaOf } from '../schema';
import { companyFields } from './fields';

/**
 * The canonical schema: the 39 fields of a company, with the architecture document's names, types, ranges
 * and lists. Profiles widen lists and ranges with `extendSchema`; this one stays as the document has it.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 *
 * companySchema.fields.length; // → 39
 * companySchema.byName.get('ROE (Fwd)')?.unit; // → 'percent'
 * ```
 */
// Its fields are checked by a test, not by every page that loads them.
export const companySchema = schemaOf({ id: 'company', version: '1.0.0', fields: companyFields });

/** A valid row of {@link companySchema}, keyed by display name. */
export type CompanyRow = RowOf<typeof companySchema>;
