/**
 * The regular expression of a field's pattern: it matches only when the whole text does, even where the
 * pattern has alternatives (`a|b`) or no anchors.
 *
 * @throws SyntaxError if the pattern is not a regular expression.
 */
export function wholePattern(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u');
}
