import { textWidth } from '@stock-analyzer/correction';
import type { Terminal } from './terminal';

/** Prints a value as JSON on standard output. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);
}

/** `1250` → `1,250` */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `1250, 'companies'` → `1,250 companies`; `1, 'companies', 'company'` → `1 company`. */
export function counted(value: number, many: string, one = many.replace(/s$/, '')): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `99.84` → `99.8 %`. What is nearly all or nearly nothing does not look like all or nothing. */
export function percent(value: number): string {
  if (value > 0 && value < 0.05) return '< 0.1 %';
  if (value < 100 && value >= 99.95) return '> 99.9 %';
  return `${value.toFixed(1)} %`;
}

/** How many companies there are, and how many of them are bad. */
export function companies(total: number, valid: number): string {
  const bad = total - valid;
  const share = bad === 0 ? 'none' : `${count(bad)} (${percent((100 * bad) / total)})`;
  return `${count(total)}, ${share} with an error`;
}

/** `4194304` → `4.2 MB` */
export function bytes(value: number): string {
  return value < 1e6 ? `${Math.max(1, Math.round(value / 1e3))} kB` : `${(value / 1e6).toFixed(1)} MB`;
}

/** `7312` milliseconds → `7.3 s` */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Breaks a text between words so that no line is wider than a terminal; a longer word stands alone. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** One fact: its name, then what it is. Further lines stand under the first. */
export type Fact = readonly [name: string, ...lines: string[]];

/** Facts below each other, their values aligned. */
export function printFacts(terminal: Terminal, facts: readonly Fact[]): void {
  const width = Math.max(...facts.map(([name]) => name.length));
  for (const [name, ...lines] of facts) {
    for (const [at, line] of lines.entries()) {
      const label = at === 0 ? terminal.color.dim(name.padEnd(width)) : ' '.repeat(width);
      terminal.out(`${label}  ${line}\n`);
    }
  }
}
