import type { Evidence } from '../model/plan';

/** How each kind of evidence is told, given its numbers as they are shown, and its subject. */
export type EvidenceWords = Readonly<
  Record<Evidence['kind'], (numbers: Readonly<Record<string, string>>, subject: string) => string>
>;

/** A piece of evidence in these words. */
export function tell(
  words: EvidenceWords,
  { kind, subject, numbers }: Pick<Evidence, 'kind' | 'subject' | 'numbers'>,
): string {
  const shown: Record<string, string> = {};
  for (const name of Object.keys(numbers)) shown[name] = short(numbers[name]!);
  return words[kind](shown, subject ?? '');
}

function short(value: number): string {
  const size = Math.abs(value);
  // The common case goes without toPrecision, which is slow.
  return size >= 1 && size < 1e9
    ? String(Math.round(value * 1e4) / 1e4)
    : String(Number(value.toPrecision(6)));
}
