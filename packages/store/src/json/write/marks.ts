import type { CellValue, QualityMark } from '@stock-analyzer/schema';
import { cellJson } from '@stock-analyzer/schema/json';

/** Quality marks as a JSON list. What was there before may be a −0, which `JSON.stringify` drops. */
export function marksJson(marks: readonly QualityMark[]): string {
  return `[${marks.map(markJson).join(',')}]`;
}

function markJson(mark: QualityMark): string {
  const members = Object.entries(mark) as [string, CellValue][];
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${cellJson(value)}`).join(',')}}`;
}
