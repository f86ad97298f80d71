import { CliError } from '../errors';
import type { ReviewLine } from './line';
import { parseSelector, wordsOf } from './selector';
import type { ReviewSession } from './session';

/** Lines that are alike: of one rule, and perhaps of one field. */
export function linesAlike(session: ReviewSession, to: ReviewLine, what: 'rule' | 'like'): ReviewLine[] {
  const { rule, field } = to.proposal;
  return session.lines.filter(
    ({ proposal }) => proposal.rule === rule && (what === 'rule' || proposal.field === field),
  );
}

/**
 * The proposals that a reviewer means: `3`, `3 5-7`, `like 3` (same rule and field), `rule 3` (same rule), `shown`
 * (what the filter leaves), or what {@link parseSelector} reads.
 *
 * @throws CliError `BAD_SELECTOR`, also if nothing fits
 */
export function linesMeant(
  text: string,
  session: ReviewSession,
  shown: readonly ReviewLine[] = session.lines,
): readonly ReviewLine[] {
  const words = wordsOf(text);
  const [first = '', second = ''] = words;
  const meant = () => {
    if (words.length === 0) throw nothing('Nothing says which proposals are meant');
    if (text.trim() === 'shown') return shown;
    if (words.length === 2 && (first === 'like' || first === 'rule')) {
      return numbered(second, session).flatMap((line) => linesAlike(session, line, first));
    }
    return words.every(isNumber)
      ? words.flatMap((word) => numbered(word, session))
      : session.matching(parseSelector(text));
  };
  const lines = meant();
  if (lines.length === 0) throw nothing(`No proposal fits "${text.trim()}"`);
  return lines;
}

function isNumber(word: string): boolean {
  return /^\d+(-\d+)?$/.test(word);
}

/** @throws CliError `BAD_SELECTOR` if the plan has no such line */
function numbered(word: string, { lines }: ReviewSession): readonly ReviewLine[] {
  const [from = 0, to = from] = isNumber(word) ? word.split('-').map(Number) : [];
  if (from < 1 || to > lines.length || to < from) {
    throw nothing(`There is no proposal ${word}; they have the numbers 1 to ${lines.length}`);
  }
  return lines.slice(from - 1, to);
}

function nothing(message: string): CliError {
  return new CliError({
    code: 'BAD_SELECTOR',
    message,
    advice: 'Write for example 3, 5-7, like 3, rule:scale or field:"ROE (Fwd)".',
  });
}
