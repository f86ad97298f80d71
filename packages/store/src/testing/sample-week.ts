import { companySchema, type Dataset, type Row } from '@stock-analyzer/schema';
import { weekOf } from '../conformance/sample';

export { weekOf as sampleWeek };

/** A week of so many companies with every canonical field and two native ones. */
export function bigWeek(companies: number, asOf: string): Dataset {
  const rows = Array.from({ length: companies }, (_, index) => {
    const row: Row = {
      Ticker: `T${index}.KS`,
      corpName: `회사 ${index}`,
      industry: '반도체',
      exchange: 'KOSPI',
    };
    for (const { name, kind } of companySchema.fields) {
      if (kind !== 'string') row[name] = Math.sin(index + name.length) * 100;
    }
    return row;
  });
  const native = rows.map((_, index) => ({ Price: index / 7, 'Fiscal month': 'Dec' }));
  return weekOf(rows, native, { asOf, provenance: { ...weekOf([]).provenance, sha256: asOf } });
}
