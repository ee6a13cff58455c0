import { openOffice, shows, lying, standing } from './browser/office.ts';
import { example, Visitor } from './browser/visitor.ts';
import { outboxIn } from './browser/kept-cases.ts';
import { traces } from './browser/traces.ts';
const couple = example('flows/examples/moving-in/couple.yaml');
const out = '/tmp/k/h7-shots';
const office = await openOffice({ args: ['--staff-code', '482913'] });
try {
  const at = '2026-11-13T02:00:00Z';
  const { page, close } = await office.kiosk({ size: lying, prepare: (_, one) => one.clock.install({ time: at }) });
  const visitor = new Visitor(page, couple, office.content);
  await visitor.live((s) => s.startsWith('movers'));
  await page.clock.fastForward(90_000);
  await page.locator('dialog[open]').waitFor();
  await page.screenshot({ path: `${out}/idle.png` });
  await page.clock.fastForward(60_000);
  await shows(page, 'locked');
  for (const [name, size] of [
    ['lying', lying],
    ['standing', standing],
  ] as const) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `${out}/locked-${name}.png` });
    await page.evaluate(() => (document.documentElement.dataset['textSize'] = '200'));
    await page.screenshot({ path: `${out}/locked-200-${name}.png` });
    await page.evaluate(() => (document.documentElement.dataset['textSize'] = '100'));
  }
  await page.clock.fastForward(300_000);
  await shows(page, 'attract');
  for (const row of outboxIn(await traces(page))) {
    const { caseId, ended, receipt, events, preparedAt, sealed } = row;
    const answer = await fetch(`${office.hub.address}/cases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        protocol: 1,
        case: caseId,
        ended,
        receipt,
        events,
        preparedAt,
        sealed: Buffer.from(sealed).toString('base64'),
      }),
    });
    console.log(answer.status, receipt);
  }
  await close();
  const b = await office.kiosk({ size: lying, at, settings: 'kiosk=B' });
  const p = b.page;
  await shows(p, 'attract');
  const toStaff = async () => {
    await p.locator('[data-screen=attract] .kiosk-buttons button').last().click();
    await p.locator('dialog .look-button[data-kind=quiet]').click();
    await p.locator('dialog [data-keys]').first().waitFor();
    for (const d of '482913') await p.keyboard.press(d);
    await p.waitForTimeout(400);
    await p.locator('dialog .look-button[data-kind=primary]').click();
    await p.waitForTimeout(800);
  };
  await toStaff();
  for (const [name, size] of [
    ['lying', lying],
    ['standing', standing],
  ] as const) {
    await p.setViewportSize(size);
    await p.screenshot({ path: `${out}/booking-${name}.png` });
  }
  await p.getByText('途中の受付を再開する').click();
  await p.waitForTimeout(500);
  for (const [name, size] of [
    ['lying', lying],
    ['standing', standing],
  ] as const) {
    await p.setViewportSize(size);
    await p.screenshot({ path: `${out}/resume-${name}.png` });
  }
  for (const d of '1100') {
    await p.keyboard.press(d);
    await p.waitForTimeout(300);
  }
  await p.locator('dialog .look-button[data-kind=primary]').click();
  await p.locator('.kiosk-resumable li').first().waitFor();
  for (const [name, size] of [
    ['lying', lying],
    ['standing', standing],
  ] as const) {
    await p.setViewportSize(size);
    await p.screenshot({ path: `${out}/found-${name}.png` });
    await p.evaluate(() => (document.documentElement.dataset['textSize'] = '200'));
    await p.screenshot({ path: `${out}/found-200-${name}.png` });
    await p.evaluate(() => (document.documentElement.dataset['textSize'] = '100'));
  }
  await p.setViewportSize(lying);
  await p.locator('.kiosk-resumable button').click();
  console.log(await shows(p, 'movers'));
  await p.screenshot({ path: `${out}/resumed.png` });
  console.log(b.complaints);
} finally {
  await office.close();
}
