import { userInfo } from 'node:os';
import { type CorrectionPolicy, noPolicy } from '@stock-analyzer/correction';
import { isIsoDate } from '@stock-analyzer/schema';
import { InvalidArgumentError, Option } from 'commander';

/**
 * Applies whatever is proposed, so that a first look needs no answers. There is no proposal below the
 * correction plan's own threshold.
 */
const demoPolicy: CorrectionPolicy = { name: 'demo', minConfidence: 0 };

/** `none`, `demo`, or the confidence from which a proposal is applied unasked, from 0.5 to 1. */
export function parsePolicy(text: string): CorrectionPolicy {
  if (text === 'none') return noPolicy;
  if (text === 'demo') return demoPolicy;
  const minConfidence = parseNumber(text);
  if (!(minConfidence >= 0.5 && minConfidence <= 1)) {
    throw new InvalidArgumentError('Give none, demo, or a confidence from 0.5 to 1.');
  }
  return { name: `confidence-${text}`, minConfidence };
}

/** A whole number of at least 0. */
export function parseCount(text: string): number {
  const count = parseNumber(text);
  if (!Number.isInteger(count) || count < 0) throw new InvalidArgumentError('Give a whole number.');
  return count;
}

/** A day, `YYYY-MM-DD`. */
export function parseDay(text: string): string {
  if (!isIsoDate(text)) throw new InvalidArgumentError('Give a date such as 2025-10-10.');
  return text;
}

/** A number from 0 to 1. */
export function parseConfidence(text: string): number {
  const confidence = parseNumber(text);
  if (!(confidence >= 0 && confidence <= 1)) throw new InvalidArgumentError('Give a number from 0 to 1.');
  return confidence;
}

/** Collects an option that may be given several times. */
export function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value];
}

/** `--language`: of messages and meanings. */
export function languageOption(): Option {
  return new Option('-l, --language <language>', 'language of messages').choices(['en', 'ko']).default('en');
}

function parseNumber(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** `--by`: who decides; the user of this machine unless told. */
export function byOption(description: string): Option {
  return new Option('--by <name>', description).default(userName());
}

/** Containers run as users that have no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
