import type { ManualCorrection } from '@stock-analyzer/correction';
import { InvalidArgumentError, Option } from 'commander';

/** A value for a cell, as `--set` says it. */
export type Setting = Pick<ManualCorrection, 'ticker' | 'field' | 'to'>;

/** `--set`: values that a person puts in by hand. */
export function setOption(): Option {
  return new Option('--set <cell=value>', 'put a value in by hand, as TICKER:FIELD=VALUE (repeatable)')
    .default([] as Setting[], 'none')
    .argParser((text, earlier: readonly Setting[]) => [...earlier, parseSetting(text)]);
}

/** The values of `--set` as corrections by one person. */
export function manualCorrections(
  settings: readonly Setting[],
  { by, reason }: { readonly by: string; readonly reason: string },
): ManualCorrection[] {
  const at = new Date().toISOString();
  return settings.map((setting) => ({ ...setting, by, at, reason }));
}

/** Tickers hold no colon and fields no equals sign. */
function parseSetting(text: string): Setting {
  const [, ticker, field, value] = /^([^:]+):([^=]+)=(.*)$/s.exec(text) ?? [];
  if (ticker === undefined || field === undefined || value === undefined) {
    throw new InvalidArgumentError('Give TICKER:FIELD=VALUE, such as "NVDA:ROE (Fwd)=79.43".');
  }
  return { ticker: ticker.trim(), field: field.trim(), to: parseValue(value.trim()) };
}

/** A number, `true`, `false`, a text in double quotes, nothing or `null` for no value; anything else is a text as it stands. */
function parseValue(text: string): Setting['to'] {
  if (text === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || ['number', 'string', 'boolean'].includes(typeof value))
      return value as Setting['to'];
  } catch {
    // A text without quotes.
  }
  return text;
}
