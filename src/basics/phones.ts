/** What stands in the case for "I do not use a telephone": an answer, so that it is not asked again. */
export const NO_PHONE = '';

/**
 * A telephone number in groups that can be read back: 090-1234-5678, 03-1234-5678. Where the area code of a landline
 * ends cannot be told from its digits, so all but those of Tokyo and Osaka stand as 3-3-4.
 */
export function phoneInGroups(digits: string): string {
  const first = digits.length > 10 || /^0[5789]0/.test(digits) ? 3 : /^0[36]/.test(digits) ? 2 : 3;
  const second = /^0[36]/.test(digits) || digits.length > 10 || /^0[5789]0/.test(digits) ? 4 : 3;
  return [digits.slice(0, first), digits.slice(first, first + second), digits.slice(first + second)]
    .filter((group) => group !== '')
    .join('-');
}
