import { describe } from 'vitest';
import { bereavement } from './bereavement.ts';
import { birth } from './birth.ts';
import { compare } from './comparing.ts';

describe('birth', () => {
  compare(birth);
});
describe('bereavement', () => {
  compare(bereavement);
});
