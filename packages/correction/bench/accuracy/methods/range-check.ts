import { companySchema } from '@stock-analyzer/schema';
import { type Method, numberColumns, type Shown } from './method';

/** The document's ranges alone: what is outside is shown, nothing is changed. */
export const rangeCheck: Method = {
  name: 'range_check',
  look(week) {
    const shown: Shown[] = [];
    for (const { field, numbers } of numberColumns(week)) {
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } =
        companySchema.byName.get(field.name)?.plausible ?? {};
      numbers.forEach((value, row) => {
        if (value < min || value > max) shown.push({ row, field: field.name });
      });
    }
    return { changes: [], shown, plausibleWarnings: 0 };
  },
};
