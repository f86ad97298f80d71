import { CliError } from '../errors';
import type { ReviewLine, ReviewStatus } from './line';

/** Tells whether a proposal is meant. */
export type Selector = (line: ReviewLine, status: ReviewStatus) => boolean;

type Reader = (value: string) => Selector;

/** What is decided as one is meant if any part of it is. */
const sameText = (of: (proposal: ReviewLine['proposal']) => string | null | undefined): Reader => {
  return (value) => {
    const wanted = value.toLowerCase();
    return (line) => some(line, (proposal) => of(proposal)?.toLowerCase() === wanted);
  };
};

function some(
  { proposal, others }: ReviewLine,
  fits: (proposal: ReviewLine['proposal']) => boolean,
): boolean {
  return fits(proposal) || others.some(fits);
}

/** What may stand before a colon. */
const keys: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['rule', sameText(({ rule }) => rule)],
  ['field', sameText(({ field }) => field)],
  ['ticker', sameText(({ ticker }) => ticker)],
  ['issue', sameText(({ answers }) => answers?.code)],
  ['id', sameText(({ id }) => id)],
  ['confidence', confidence],
  ['status', (value) => (_, status) => status === value.toLowerCase()],
]);

/**
 * Reads which proposals are meant: `rule:scale field:"ROE (Fwd)" confidence:0.95 amazon`. A confidence is the least
 * one, or with `<` the one to stay below; other words stand anywhere in the line. What fits all of it is meant; an
 * empty text and `all` mean everything.
 *
 * @throws CliError `BAD_SELECTOR`
 */
export function parseSelector(text: string): Selector {
  const parts = wordsOf(text)
    .filter((word) => word !== 'all')
    .map(parsePart);
  return (line, status) => parts.every((part) => part(line, status));
}

function parsePart(word: string): Selector {
  const at = word.indexOf(':');
  if (at < 0) return containing(word);
  const reader = keys.get(word.slice(0, at).toLowerCase());
  if (!reader) {
    throw bad(`"${word}" begins with none of ${[...keys.keys()].map((key) => `${key}:`).join(' ')}`);
  }
  return reader(word.slice(at + 1));
}

function containing(word: string): Selector {
  const wanted = word.toLowerCase();
  return (line) =>
    some(line, ({ ticker, company, field, from, to, cell, evidence }) =>
      [ticker, company, field, from, to, cell, ...evidence.map((piece) => piece.text)].some((text) =>
        String(text ?? '')
          .toLowerCase()
          .includes(wanted),
      ),
    );
}

function confidence(value: string): Selector {
  const below = value.startsWith('<');
  const digits = value.replace(/^(<|>=|≥)/, '');
  const limit = Number(digits);
  if (digits.trim() === '' || !(limit >= 0 && limit <= 1)) {
    throw bad(`"${value}" is no confidence from 0 to 1`);
  }
  return ({ proposal }) => proposal.confidence < limit === below;
}

/** Splits at spaces; what stands in double quotes stays together. */
export function wordsOf(text: string): string[] {
  return Array.from(text.matchAll(/(?:[^\s"]|"[^"]*"?)+/g), ([word]) => word.replaceAll('"', ''));
}

function bad(message: string): CliError {
  return new CliError({
    code: 'BAD_SELECTOR',
    message,
    advice: 'Write for example rule:scale field:"ROE (Fwd)" confidence:0.95, or words to search for.',
  });
}
