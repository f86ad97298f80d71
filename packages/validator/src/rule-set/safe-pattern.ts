import { wholePattern } from '@stock-analyzer/schema';

/** Patterns longer than this are refused. */
const LONGEST = 500;

/**
 * What is wrong with a pattern that comes from a file, undefined if nothing is: it has to be a regular expression,
 * and one that no text can keep busy for long. Refused are back references, and the repetition of a group that
 * itself repeats or chooses (`(a+)+`, `(a|aa)*`), which is where the time of a match explodes.
 */
export function patternProblem(pattern: string): string | undefined {
  if (pattern.length > LONGEST) return `is longer than ${LONGEST} characters`;
  try {
    wholePattern(pattern);
  } catch {
    return 'is not a regular expression';
  }
  if (/\\(?:[1-9]|k<)/.test(pattern)) return 'refers back to a group';
  // What is left is structure: escapes and classes are one character each.
  const plain = pattern.replace(/\\(?:u\{[^}]*\}|[pP]\{[^}]*\}|.)/g, 'c').replace(/\[[^\]]*\]/g, 'c');
  return repeatsRepetition(plain) ? 'repeats a group that itself repeats or chooses' : undefined;
}

function repeatsRepetition(plain: string): boolean {
  const groups: { varies: boolean }[] = [];
  for (let at = 0; at < plain.length; at++) {
    const sign = plain[at]!;
    const group = groups.at(-1);
    if (sign === '(') groups.push({ varies: false });
    else if (sign === ')') {
      const { varies } = groups.pop() ?? { varies: false };
      const repeated = /^(?:[*+]|\{\d+,?\d*\})/.test(plain.slice(at + 1, at + 20));
      if (repeated && varies) return true;
      const outer = groups.at(-1);
      if (outer && (varies || repeated)) outer.varies = true;
    } else if (group && (sign === '|' || sign === '*' || sign === '+' || sign === '{')) group.varies = true;
    else if (group && sign === '?' && plain[at - 1] !== '(') group.varies = true;
  }
  return false;
}
