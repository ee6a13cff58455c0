/**
 * Whether the sixth digit of a municipality code (全国地方公共団体コード) fits the first five: weights 6 to 2, the rest of
 * the sum modulo 11 taken from 11, its last digit (総務省「全国地方公共団体コード仕様」).
 */
export function isMunicipalityCode(code: string): boolean {
  if (!/^\d{6}$/.test(code)) return false;
  const digits = Array.from(code, Number);
  const sum = digits.slice(0, 5).reduce((total, digit, index) => total + digit * (6 - index), 0);
  const check = sum < 11 ? 11 - sum : 11 - (sum % 11);
  return digits[5] === check % 10;
}
