import { describe } from 'vitest';
import { checkLaws } from './testing/check-laws';
import { anyCase, laws } from './testing/laws';

describe('laws of correction, for any data and any plan', () => checkLaws(laws, anyCase));
