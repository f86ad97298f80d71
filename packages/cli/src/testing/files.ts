import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DefectPlan, workbookBytes } from '@stock-analyzer/fixtures';
import { onTestFinished } from 'vitest';

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stock-analyzer-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Percentages written as basis points: something to correct. */
const CORRECTABLE: DefectPlan = [{ kind: 'basis_points', count: 6 }];

const made = new Map<string, Uint8Array>();

/** Writes the workbook of a week with 200 companies. */
export function writeWeek(folder: string, asOf = '2025-10-10', defects = CORRECTABLE): string {
  const key = `${asOf} ${JSON.stringify(defects)}`;
  const bytes =
    made.get(key) ?? workbookBytes('small', { companies: 200, analysed: 60, asOf, defects }).bytes;
  made.set(key, bytes);
  const path = join(folder, `Global_Scouter_${asOf.replaceAll('-', '')}.xlsb`);
  writeFileSync(path, bytes);
  return path;
}
