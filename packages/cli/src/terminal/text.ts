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

/** `99.84` → `99.8 %`. Rounds down, so that 100.0 % is all of it. */
export function percent(value: number): string {
  return `${(Math.floor(value * 10 + 1e-9) / 10).toFixed(1)} %`;
}

/** `4194304` → `4.2 MB` */
export function bytes(value: number): string {
  return value < 1e6 ? `${Math.max(1, Math.round(value / 1e3))} kB` : `${(value / 1e6).toFixed(1)} MB`;
}

/** `7312` milliseconds → `7.3 s` */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
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
