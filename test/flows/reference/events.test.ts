import { describe } from 'vitest';
import { bereavement } from './bereavement.ts';
import { birth } from './birth.ts';
import { childRearing } from './child-rearing.ts';
import { compare } from './comparing.ts';
import { disaster } from './disaster.ts';
import { divorce, marriage } from './family.ts';
import { longTermCare } from './long-term-care.ts';
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
describe('marriage', () => {
  compare(marriage);
});
describe('divorce', () => {
  compare(divorce);
});
describe('long-term-care', () => {
  compare(longTermCare);
});
describe('child-rearing', () => {
  compare(childRearing);
});
describe('disaster', () => {
  compare(disaster);
});
