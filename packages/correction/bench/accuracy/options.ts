/** How the benchmark was asked to run. */
export interface AccuracyOptions {
  /** Which seeds: detectors are fitted on `train` and judged on `judge`. */
  readonly set: 'train' | 'judge';
  /** Smaller corpora and fewer of them, for a look in between. */
  readonly quick: boolean;
  /** How many missed errors, wrong changes and false flags of each kind to print. */
  readonly misses: number;
}

/** Reads `--seeds=train`, `--quick` and `--misses=20`. */
export function readOptions(argv: readonly string[]): AccuracyOptions {
  const value = (name: string) => argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1];
  return {
    set: value('seeds') === 'train' ? 'train' : 'judge',
    quick: argv.includes('--quick'),
    misses: Number(value('misses') ?? 0),
  };
}
