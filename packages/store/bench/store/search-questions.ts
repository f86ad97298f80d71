import type { Row } from '@stock-analyzer/schema';

/** Of which kind a question is. */
export type SearchKind = (typeof KINDS)[number] | 'particle' | 'inside';

const KINDS = ['name', 'beginning', 'replaced', 'ticker', 'left_out', 'industry'] as const;

/** What people type: names whole and half, with a letter wrong, tickers, industries. */
export function searchQuestions(rows: readonly Row[]): { kind: SearchKind; text: string }[] {
  return Array.from({ length: 240 }, (_, index) => {
    const row = rows[(index * 7919) % rows.length]!;
    const kind = KINDS[index % KINDS.length]!;
    return { kind, text: textOf(kind, row) };
  });
}

function textOf(kind: (typeof KINDS)[number], row: Row): string {
  const name = String(row.corpName);
  const word = name.split(' ')[0]!;
  switch (kind) {
    case 'name':
      return name;
    case 'beginning':
      return word.slice(0, Math.max(3, word.length - 3));
    case 'replaced':
      return `${word.slice(0, 3)}x${word.slice(4)}`;
    case 'ticker':
      return String(row.Ticker);
    case 'left_out':
      return word.slice(0, 2) + word.slice(3);
    case 'industry':
      return String(row.industry);
  }
}

/** Korean names as people write them in a sentence, and by what stands inside them. */
export function koreanQuestions(rows: readonly Row[]): { kind: SearchKind; text: string }[] {
  return rows
    .map((row) => String(row.corpName))
    .filter((name) => /^[가-힣]{4,}$/.test(name))
    .slice(0, 40)
    .flatMap((name) => [
      { kind: 'particle' as const, text: `${name}를` },
      { kind: 'inside' as const, text: name.slice(2) },
    ]);
}
