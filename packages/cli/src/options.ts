import { type CorrectionPolicy, noPolicy } from '@stock-analyzer/correction';
import { InvalidArgumentError } from 'commander';

/** Applies what is proposed with a confidence of at least 0.9, so that a first look needs no answers. */
const demoPolicy: CorrectionPolicy = { name: 'demo', minConfidence: 0.9 };

/** `none`, `demo`, or the confidence from which a proposal is applied unasked, from 0.5 to 1. */
export function parsePolicy(text: string): CorrectionPolicy {
  if (text === 'none') return noPolicy;
  if (text === 'demo') return demoPolicy;
  const minConfidence = Number(text);
  if (!(minConfidence >= 0.5 && minConfidence <= 1)) {
    throw new InvalidArgumentError('Give none, demo, or a confidence from 0.5 to 1.');
  }
  return { name: `confidence-${text}`, minConfidence };
}

/** A whole number of at least 0. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0) throw new InvalidArgumentError('Give a whole number.');
  return count;
}

/** A number from 0 to 1. */
export function parseConfidence(text: string): number {
  const confidence = Number(text);
  if (!(confidence >= 0 && confidence <= 1)) throw new InvalidArgumentError('Give a number from 0 to 1.');
  return confidence;
}

/** Collects an option that may be given several times. */
export function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value];
}
