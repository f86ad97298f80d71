import { basisPoints } from './basis-points';
import { duplicateTicker } from './duplicate-ticker';
import { integer } from './integer';
import { list } from './list';
import { pattern } from './pattern';
import { plausibleRange, possibleRange } from './ranges';
import { required } from './required';
import type { FieldRule, Rule } from './rule';
import { sourceError } from './source-error';
import { type } from './type';

/** The rules that judge a value by its field's definition alone. */
export const fieldRules: readonly FieldRule[] = [
  required,
  sourceError,
  type,
  pattern,
  list,
  integer,
  possibleRange,
  plausibleRange,
];

/** Every validator's rules, in the order in which a cell's issues are listed. */
export const builtInRules: readonly Rule[] = [
  ...fieldRules.slice(0, -1),
  basisPoints,
  plausibleRange,
  duplicateTicker,
];
