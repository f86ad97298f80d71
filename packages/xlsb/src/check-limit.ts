import { XlsbError, type XlsbPlace } from './errors';
import type { XlsbLimits } from './limits';

/**
 * Holds a count against a limit.
 *
 * @param what says what is counted, with `#` for the count
 * @throws XlsbError `TOO_LARGE`
 */
export function checkLimit(
  limit: keyof XlsbLimits,
  limits: XlsbLimits,
  count: number,
  what: string,
  place?: XlsbPlace,
): void {
  const most = limits[limit];
  if (count <= most) return;
  throw new XlsbError({
    code: 'TOO_LARGE',
    message: `${what.replace('#', `${Math.ceil(count)}`)}, more than the limit of ${most.toLocaleString('en')}`,
    place,
    advice: `If you trust the file, raise limits.${limit}.`,
    limit,
  });
}
