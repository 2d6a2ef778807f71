// Takes the pictures of the studio in README and docs/studio.md, on the README's own way: `tests/studio/run pictures`.

import { chromium } from 'playwright-core';
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const docs = join(process.env.ROOT, 'docs');
const home = mkdtempSync(join(tmpdir(), 'attuned-pictures-'));
copyFileSync(join(process.env.ROOT, 'fixtures/canned/zendesk/fernhill.json'), join(home, 'macros.json'));
const studio = spawn(process.env.ATTUNED, ['studio', '--isolated', 'macros.json'], { cwd: home, env: { PATH: process.env.PATH, HOME: home } });
const address = await new Promise((found) => studio.stdout.on('data', (bytes) => found(String(bytes).trim())));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });

/** Opens the studio in such a window. */
async function page(context) {
  const opened = await (await browser.newContext({ reducedMotion: 'reduce', ...context })).newPage();
  await opened.goto(address);
  await opened.waitForSelector('article', { state: 'attached' });
  return opened;
}

/** Takes a picture. */
async function taken(at, name) {
  await at.mouse.move(0, 0);
  await at.waitForTimeout(300);
  await at.screenshot({ path: join(docs, name) });
}

const wide = await page({ viewport: { width: 1280, height: 880 }, colorScheme: 'light' });
// The ten worst, as README says.
await wide.waitForFunction(() => document.querySelectorAll('[role=option]').length >= 10);
await taken(wide, 'studio-list.png');
await wide.locator('[role=option]').filter({ hasText: 'Refund pending' }).click();
await wide.locator('#title', { hasText: 'Refund pending' }).waitFor();
await wide.waitForSelector('.hunk');
await wide.setViewportSize({ width: 1280, height: 1040 });
await wide.evaluate(() => document.activeElement.blur());
await wide.keyboard.press('y');
await wide.waitForSelector('.hunk[data-decision="accepted"]');
await wide.evaluate(() => { document.getElementById('reply').scrollTop = 0; });
await taken(wide, 'studio-diff.png');

const phone = await page({ viewport: { width: 390, height: 800 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, colorScheme: 'dark' });
await phone.locator('[role=option]').filter({ hasText: 'Refund pending' }).tap();
await phone.locator('#title', { hasText: 'Refund pending' }).waitFor();
await phone.waitForSelector('.hunk:visible');
await phone.evaluate(() => document.querySelector('.card.new').scrollIntoView({ block: 'start' }));
await phone.evaluate(() => { document.getElementById('reply').scrollTop -= 70; });
await taken(phone, 'studio-dark-phone.png');

await wide.locator('#save').click();
await wide.locator('#told button[value=write]').click();
await wide.waitForFunction(() => document.getElementById('toast').textContent.includes('written to'));
await browser.close();
studio.kill('SIGINT');
rmSync(home, { recursive: true });
