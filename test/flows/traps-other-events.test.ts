import { describe, expect, test } from 'vitest';
import { content, examples } from './example-files.ts';
import { applying, asked, finding, forStaff, including, shown, standing, standingIf, varied } from './outcomes.ts';

/**
 * The traps of marriage, divorce, long-term care, child-rearing and disaster, which the reference names in section 9
 * of its pages on bereavement and other events without numbers.
 */

const date = (name: string, procedure: string) => finding(name, procedure)?.deadlines[0]?.date;

describe('marriage', () => {
  const after = 'marriage/after-the-notification';
  const before = 'marriage/before-the-notification';

  test('the notification does not move the address', () => {
    expect(shown(before)).toContain('marriage-notification/notes.trap-marriage-address');
    expect(date(after, 'marriage-household-address')).toBe('2026-11-25');
    expect(standing(before, 'marriage-household-address')).toBe('does-not-apply');
  });

  test('the signing certificate ends with the name', () => {
    expect(applying(after)).toContain('mynumber-card-name-change');
    expect(shown(after)).toContain('mynumber-card-name-change/notes.trap-marriage-signature-gone');
  });

  test('the child-rearing allowance ends, also when two live together without a notification', () => {
    expect(applying(before)).toEqual(including('child-rearing-allowance-loss', 'single-parent-medical-loss'));
    expect(shown(before)).toContain('child-rearing-allowance-loss/notes.trap-marriage-living-together');
  });

  test('a stepchild’s register does not follow', () => {
    expect(applying(before)).toContain('stepchild-entry');
    expect(shown(before)).toContain('stepchild-entry/notes.trap-marriage-register');
  });

  test('who files at night skips the counter', () => {
    expect(shown(before)).toContain('marriage-notification/notes.trap-marriage-at-night');
  });
});

describe('divorce', () => {
  const name = 'divorce/mother-with-children';

  test('protection comes first, in private, and staff take over', () => {
    for (const fact of ['wants-address-kept', 'address-protection']) {
      const run = varied(name, { [fact]: { value: true, source: 'staff' } });
      expect(run.stop).toBe('divorce-with-staff');
      const measure = run.client.visit.outlook.findings.find(
        ({ compiled }) => compiled.procedure.id === 'dv-support-measure',
      );
      expect(measure).toMatchObject({ standing: 'applies', compiled: { procedure: { discreet: true } } });
      expect(run.put.map(({ question }) => question)).not.toContain('divorce-changes');
    }
    expect(content.facts.find(({ id }) => id === 'wants-address-kept')?.sensitivity).toBe('private');
  });

  test('the pension is divided within five years, and within two for a divorce before April 2026', () => {
    expect(date(name, 'pension-division')).toBe('2031-11-10');
    expect(finding('divorce/divorced-before-april-2026', 'pension-division')?.deadlines).toMatchObject([
      { date: '2028-03-10' },
    ]);
    const last = varied(name, { 'divorce-date': '2026-04-01' }).client.visit.outlook.findings.find(
      ({ compiled }) => compiled.procedure.id === 'pension-division',
    );
    expect(last?.deadlines.map((one) => one.date)).toEqual(['2031-04-01']);
  });

  test('the children’s register and surname do not follow the parent', () => {
    expect(applying(name)).toContain('child-surname-change');
    expect(shown(name)).toEqual(
      including('child-surname-change/notes.trap-divorce-register', 'child-surname-change/notes.court'),
    );
    expect(standing('divorce/court-and-foreign-spouse', 'child-surname-change')).toBe('does-not-apply');
    expect(shown('birth/unmarried-couple')).not.toContain('child-surname-change/notes.trap-divorce-register');
  });

  test('the allowance goes to who lives with the child within 15 days, and the former recipient ends it', () => {
    expect(date(name, 'child-allowance-recipient-change-family')).toBe('2026-11-25');
    expect(shown(name)).toEqual(
      including(
        'child-allowance-recipient-change-family/notes.trap-divorce-lives-with-child',
        'child-allowance-recipient-change-family/notes.trap-divorce-former-recipient',
      ),
    );
  });

  test('insurance and pension in 14 days; the form of April 2026', () => {
    expect([date(name, 'nhi-marriage-divorce'), date(name, 'category3-to-1-divorce')]).toEqual([
      '2026-11-24',
      '2026-11-24',
    ]);
    expect(forStaff('divorce/court-and-foreign-spouse')).toContain('divorce-notification/notes.trap-divorce-old-form');
    expect(shown('divorce/court-and-foreign-spouse')).toContain('divorce-notification/notes.custody');
  });
});

describe('long-term care', () => {
  const costs = 'long-term-care/facility-and-costs';

  test('work on the home waits for the approval', () => {
    expect(finding(costs, 'ltc-home-modification')?.compiled.procedure.loss).toBe('gone-for-good');
    expect(shown(costs)).toContain('ltc-home-modification/notes.wait-before-work');
  });

  test('a certification is carried over within 14 days of moving', () => {
    expect(finding('moving-in/group-home', 'ltc-certification-transfer')?.deadlines[0]?.unrolled).toBe('2026-11-23');
    expect(forStaff('long-term-care/first-certification')).toContain(
      'ltc-certification-new/notes.trap-care-moved-here',
    );
  });

  test('the burden limit counts the spouse’s savings, and amounts change every August', () => {
    const there = varied(costs, { 'household-tax-exempt': true });
    const limit = there.client.visit.outlook.findings.find(
      ({ compiled }) => compiled.procedure.id === 'ltc-burden-limit',
    );
    expect(limit?.standing).toBe('applies');
    expect(standingIf(costs, { 'household-tax-exempt': false }, 'ltc-burden-limit')).toBe('does-not-apply');
    for (const name of ['moving-within/older-couple-on-nhi', 'household-change/split'])
      expect(shown(name)).toEqual(
        including('ltc-burden-limit/notes.trap-care-spouse', 'ltc-burden-limit/notes.trap-care-august'),
      );
    expect(forStaff(costs)).toContain('ltc-high-cost-claim/notes.trap-care-august');
  });
});

describe('child-rearing', () => {
  test('the 15 days, on the last open day inside them', () => {
    expect(finding('child-rearing/left-public-service', 'child-allowance-claim')?.deadlines[0]).toMatchObject({
      unrolled: '2026-11-28',
      date: '2026-11-27',
    });
    expect(date('child-rearing/changes', 'child-allowance-amount')).toBe('2026-11-25');
  });

  test('public servants claim at work', () => {
    expect(asked('child-rearing/left-public-service')).toContain('works-for-public-employer');
    expect(standing('child-rearing/became-public-servant', 'child-allowance-claim')).toBe('does-not-apply');
    expect(applying('child-rearing/became-public-servant')).toContain('child-allowance-end');
  });

  test('to count the third child the confirmation is filed', () => {
    expect(shown('child-rearing/changes')).toContain('child-allowance-amount/notes.trap-rearing-third-child');
    expect(shown('child-rearing/left-public-service')).toContain(
      'child-allowance-claim/notes.trap-rearing-third-child',
    );
  });

  test('the yearly report is for a few only', () => {
    const reporting = examples.filter(({ name }) => applying(name).includes('child-allowance-annual-report'));
    expect(reporting.map(({ name }) => name)).toEqual(['child-rearing/changes']);
    expect(shown('child-rearing/changes')).toContain(
      'child-allowance-annual-report/notes.trap-rearing-mostly-abolished',
    );
  });
});

describe('disaster', () => {
  const flooded = 'disaster/home-flooded';
  const decided = 'disaster/repairs-decided';
  const destroyed = 'disaster/home-destroyed';

  test('photographs before tidying', () => {
    expect(applying(flooded)).toContain('disaster-certificate');
    expect(shown(flooded)).toContain('disaster-certificate/notes.photos-first');
    expect(forStaff(flooded)).toContain('disaster-certificate/notes.trap-disaster-before-tidying');
  });

  test('no contract and no payment before the repair is approved', () => {
    expect(finding(decided, 'disaster-emergency-repair')?.compiled.procedure.loss).toBe('gone-for-good');
    expect(shown(decided)).toContain('disaster-emergency-repair/notes.trap-disaster-wait');
  });

  test('emergency repair and temporary housing rule each other out', () => {
    const both = examples.filter(({ name }) =>
      ['disaster-emergency-repair', 'disaster-temporary-housing'].every((id) => applying(name).includes(id)),
    );
    expect(both).toEqual([]);
    expect(standingIf(decided, { 'no-home-now': true }, 'disaster-emergency-repair')).toBe('does-not-apply');
    expect(standingIf(decided, { 'no-home-now': true, 'damage-level': 'half' }, 'disaster-temporary-housing')).toBe(
      'applies',
    );
    expect(shown(decided)).toContain('disaster-emergency-repair/notes.trap-disaster-not-both');
    expect(shown(destroyed)).toContain('disaster-temporary-housing/notes.trap-disaster-not-both');
  });

  test('the second part of the support is claimed within 37 months', () => {
    expect(date(destroyed, 'disaster-livelihood-recovery')).toBe('2027-12-16');
    expect(shown(destroyed)).toContain('disaster-livelihood-recovery/notes.trap-disaster-second-part');
  });

  test('the limits are those of the year', () => {
    expect(forStaff(decided)).toContain('disaster-emergency-repair/notes.trap-disaster-limits');
  });
});
