import { describe } from 'vitest';
import { bereavement } from './bereavement.ts';
import { birth } from './birth.ts';
import { compare } from './comparing.ts';
import { movingOut } from './moving-out.ts';
import { householdChange, movingWithin } from './staying.ts';

describe('birth', () => {
  compare(birth);
});
describe('bereavement', () => {
  compare(bereavement);
});
describe('moving-within', () => {
  compare(movingWithin);
});
describe('household-change', () => {
  compare(householdChange);
});
describe('moving-out', () => {
  compare(movingOut);
});
