import { describe } from 'vitest';
import { checkLaws } from '../testing/check-laws';
import { anyWeekOfErrors, detectorLaws } from '../testing/detector-laws';

describe('laws of proposing, for any errors in any week', () =>
  checkLaws(detectorLaws, anyWeekOfErrors, 300));
