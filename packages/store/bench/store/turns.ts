/** How long each of some calls took, in milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p99: number;
}

/** Calls that a contender makes one after the other, so that not every one begins with what the others left in the caches. */
const CALLS_A_TURN = 5;

/**
 * Contenders take turns in one process, so that what slows one slows all: in each round each makes its calls.
 * A call gets a number, to ask something else each time. Rounds before the first are not counted.
 */
export function takeTurns<Name extends string>(
  rounds: number,
  contenders: Readonly<Record<Name, (round: number) => unknown>>,
): Record<Name, Times> {
  const names = Object.keys(contenders) as Name[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = -Math.ceil(rounds / 4); round < rounds; round++) {
    for (const name of names) {
      for (let call = 0; call < CALLS_A_TURN; call++) {
        const start = performance.now();
        const answer = contenders[name](Math.abs(round) * CALLS_A_TURN + call);
        const ms = performance.now() - start;
        if (answer === undefined) throw new Error(`${name} gave nothing`);
        if (round >= 0) times.get(name)!.push(ms);
      }
    }
    names.push(names.shift()!);
  }
  return Object.fromEntries(
    [...times].map(([name, all]) => {
      all.sort((a, b) => a - b);
      return [name, { p50: all[all.length >> 1]!, p99: all[Math.ceil(all.length * 0.99) - 1]! }];
    }),
  ) as Record<Name, Times>;
}
