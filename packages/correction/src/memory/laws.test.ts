import { describe } from 'vitest';
import { checkLaws } from '../testing/check-laws';
import { anyMemoryCase, memoryLaws } from '../testing/memory-laws';

describe('laws of remembering, for any decisions', () => checkLaws(memoryLaws, anyMemoryCase));
