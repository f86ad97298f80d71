/**
 * What the process exits with.
 *
 * - `done` 0: it did what was asked.
 * - `failed` 1: an error that is none of the others.
 * - `usage` 2: the command line makes no sense.
 * - `held` 3: the run waits for a person: `stock-analyzer approve RUN`.
 * - `refused` 4: the quality gate refused the week, or `validate` found errors.
 * - `input` 5: the input is not what it has to be (no workbook, damaged, encrypted, a sheet is missing, an
 *   unknown run or release).
 * - `busy` 6: another run holds the output folder or the database; the same command may succeed later.
 * - `interrupted` 130: Ctrl-C.
 */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  held: 3,
  refused: 4,
  input: 5,
  busy: 6,
  interrupted: 130,
} as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
