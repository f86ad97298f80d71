import type { SheetInfo, SheetTable } from '@stock-analyzer/xlsb';

/** What the list shows of a sheet. */
export type ListedSheet = Pick<SheetInfo, 'name' | 'visibility' | 'kind'>;

/** An error as plain data. */
export interface Problem {
  readonly code: string;
  readonly what: string;
  readonly where: string;
  readonly advice: string;
}

/** What the worker tells the page. */
export type FromWorker =
  | { readonly type: 'sheets'; readonly sheets: readonly ListedSheet[]; readonly date1904: boolean }
  | { readonly type: 'range'; readonly sheet: number; readonly range: string }
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'table'; readonly sheet: number; readonly table: SheetTable }
  | { readonly type: 'problem'; readonly problem: Problem };
