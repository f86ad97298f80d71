import { cellAddress, type Dataset, type Unit } from '@stock-analyzer/schema';
import { companiesOf, definitionOf } from './companies';

/** Where a cell stands, for a person who wants to look at it. */
export interface CellPlace {
  /** Name of its company; null where the source has none. */
  readonly company: string | null;
  /** The unit of its field; null where that is not known. */
  readonly unit: Unit | null;
  /** Its address in the source, for example `M_Company!I17`; null where that is not known. */
  readonly cell: string | null;
}

/** Tells the place of a dataset's cells. */
export function cellPlaces(dataset: Dataset): (at: { row: number; field: string }) => CellPlace {
  const companies = companiesOf(dataset);
  return ({ row, field }) => ({
    company: companies.name(row) || null,
    unit: definitionOf(dataset, field)?.unit ?? null,
    cell: cellAddress(dataset, row, field) ?? null,
  });
}
