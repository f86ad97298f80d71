import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../../..', import.meta.url));
const bin = `${packages}cli/dist/bin.js`;

/** The util-linux command, or its BSD namesake. */
const PSEUDO_TERMINAL = 'script';

/** Builds the program that users run, if it is not up to date. */
export function buildBin(): void {
  execFileSync(process.execPath, [`${packages}tools/src/build.mjs`], { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** How a process ended. */
export interface Ended {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the program without a terminal. */
export function runBin(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return ended(
    spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: clean(env) }),
  );
}

/** Runs a line of bash in which `$BIN` is the program. */
export function runShell(line: string): Promise<Ended> {
  const env = clean({ BIN: `${process.execPath} ${bin}` });
  return ended(spawn('bash', ['-c', line], { stdio: ['ignore', 'pipe', 'pipe'], env }));
}

/**
 * Runs the program in a pseudo-terminal, and types: each text as soon as what comes before it in the pair has
 * appeared.
 */
export function runInTerminal(
  args: readonly string[],
  typed: readonly (readonly [seen: string, text: string])[],
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  const line = [process.execPath, bin, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const script =
    process.platform === 'darwin' ? ['-q', '/dev/null', 'sh', '-c', line] : ['-qec', line, '/dev/null'];
  const child = spawn(PSEUDO_TERMINAL, script, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: clean({ TERM: 'xterm', ...env }),
  });
  const waiting = [...typed];
  let seen = '';
  child.stdout.on('data', (data) => {
    seen += data;
    while (waiting[0] && seen.includes(waiting[0][0])) {
      seen = seen.slice(seen.indexOf(waiting[0][0]) + waiting[0][0].length);
      child.stdin.write(waiting.shift()![1]);
    }
  });
  return ended(child);
}

/** The environment without what would colour or time a program that is tested. */
function clean(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NO_COLOR, FORCE_COLOR, CI, ...rest } = process.env;
  return { ...rest, ...env };
}

function ended(child: ChildProcess): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, out, err }));
  });
}
