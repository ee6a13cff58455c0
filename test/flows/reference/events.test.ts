import { describe } from 'vitest';
import { birth } from './birth.ts';
import { compare } from './comparing.ts';

describe('birth', () => compare(birth));
