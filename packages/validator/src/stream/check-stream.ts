import type { Issue } from '@stock-analyzer/schema';
import { readInput } from '../columns/read-input';
import { giveWay } from '../give-way';
import type { ValidationReport } from '../report';
import type { CheckContext, Validator } from '../validator';
import type { Language } from '../words';
import { batchesOf, type RowStream } from './batches';
import { StreamCheck } from './stream-check';

/** How far the check of a stream is. */
export interface StreamProgress {
  readonly rows: number;
  readonly issues: number;
}

/** How a stream is checked. */
export interface StreamOptions extends Pick<CheckContext, 'asOf' | 'mapped' | 'now'> {
  /** At most so many issues are listed in the report; all of them are counted. Default 1,000. */
  readonly maxIssues?: number;
  /** Language of messages. Default `en`. */
  readonly language?: Language;
  /** Gets every issue as it is found. A promise that it gives is waited for before more is read. */
  readonly onIssue?: (issue: Issue) => void | Promise<void>;
  /** Is told after each batch. */
  readonly onProgress?: (progress: StreamProgress) => void;
  /** Ends the check: it rejects with the signal's reason, and reads no further. */
  readonly signal?: AbortSignal;
}

/** A check holds its thread for so many milliseconds at most, then lets others have it. */
const LONGEST_HOLD = 50;

/**
 * Checks a stream of any length in bounded memory: what is kept is a batch of 4,096 rows, the counts, the first
 * issues, and two words a ticker (companies of one ticker are told from that exactly: see the README).
 *
 * Rules that look at one company run; those that compare companies, columns or weeks, or that tolerate a share
 * of a column, are listed in the report's `not_run`. What a header means is settled for each batch. Issues come in
 * the order in which they are found; the first row of a ticker is reported when the ticker comes again.
 *
 * @throws ValidatorError `RULE_FAILED` if a rule of the caller's throws; whatever the stream or a callback throws.
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { createValidator } from '@stock-analyzer/validator';
 * import { checkStream } from '@stock-analyzer/validator/stream';
 *
 * function* rows() {
 *   for (let at = 0; at < 10_000; at++) yield { Ticker: `T${at % 9999}`, corpName: at === 7 ? '' : `C${at}` };
 * }
 *
 * const report = await checkStream(createValidator(companySchema), rows(), { maxIssues: 2 });
 * report.summary.total_companies; // → 10000
 * report.by_code; // → { missing_required: 1, duplicate_ticker: 2 }
 * report.issues.map(({ row, code }) => [row, code]); // → [[7, 'missing_required'], [0, 'duplicate_ticker']]
 * ```
 */
export async function checkStream(
  validator: Validator,
  source: RowStream,
  options: StreamOptions = {},
): Promise<ValidationReport> {
  const { maxIssues = 1000, language = 'en', onIssue, onProgress, signal } = options;
  const check = new StreamCheck(validator);
  const listed: Issue[] = [];
  let held = performance.now();
  signal?.throwIfAborted();
  for await (const batch of batchesOf(source)) {
    signal?.throwIfAborted();
    const { table } = readInput(validator.schema, batch);
    for (const issue of check.take(
      table,
      language,
      onIssue ? Number.POSITIVE_INFINITY : maxIssues - listed.length,
    )) {
      if (listed.length < maxIssues) listed.push(issue);
      const wait = onIssue?.(issue);
      if (wait) await wait;
    }
    onProgress?.({ rows: check.rowCount, issues: check.issueCount });
    if (performance.now() - held < LONGEST_HOLD) continue;
    await giveWay();
    held = performance.now();
  }
  return check.report(options, listed);
}
