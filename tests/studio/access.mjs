// axe finds nothing in light, in dark and on a phone: the list, the reply, the text box, the dialogs. And nothing runs
// out of a narrow window.

import axe from '@axe-core/playwright';
import { browser, end, folder, holds, opened, started } from './studio.mjs';

const AxeBuilder = axe.default ?? axe;
const home = folder();
const studio = await started(home.file);
const { page, close } = await browser();
const wide = { viewport: { width: 1360, height: 860 } };
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

async function clean(what, at) {
  const { violations } = await new AxeBuilder({ page: at }).analyze();
  for (const { id, nodes } of violations) console.log(`  ${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join('\n  ')}`);
  holds(`axe finds nothing: ${what}`, violations.length === 0);
}

async function narrow(what, at) {
  const over = await at.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  holds(`nothing runs out of the window: ${what}`, over <= 0);
}

for (const colorScheme of ['light', 'dark']) {
  const at = await opened(await page({ ...wide, colorScheme, reducedMotion: 'reduce' }), studio.address);
  await clean(`${colorScheme}, the worst reply`, at);
  await at.keyboard.press('y');
  await at.waitForSelector('.hunk[data-decision="accepted"]');
  await clean(`${colorScheme}, a change accepted`, at);
  await at.locator('#before mark').first().focus();
  await clean(`${colorScheme}, a reason shown`, at);
  await at.keyboard.press('e');
  await at.locator('#writing').pressSequentially(' Please be advised.');
  await at.waitForTimeout(400);
  await clean(`${colorScheme}, writing`, at);
  await at.keyboard.press('Escape');
  await at.keyboard.press('?');
  await clean(`${colorScheme}, the keys`, at);
  await at.keyboard.press('Escape');
  await at.locator('#save').click();
  await at.waitForSelector('#told[open]');
  await clean(`${colorScheme}, what would be written`, at);
  await at.keyboard.press('Escape');
  await at.locator('#export summary').click();
  await clean(`${colorScheme}, the export menu`, at);
  await at.close();

  const small = await opened(await page({ ...phone, colorScheme }), studio.address);
  await clean(`${colorScheme}, the list on a phone`, small);
  await narrow(`${colorScheme}, the list on a phone`, small);
  await small.locator('[role=option]').first().tap();
  await small.waitForSelector('article:visible');
  await clean(`${colorScheme}, a reply on a phone`, small);
  await narrow(`${colorScheme}, a reply on a phone`, small);
  await small.evaluate(() => { document.getElementById('unsave').hidden = false; });
  await narrow(`${colorScheme}, a save that can be taken back, on a phone`, small);
  await small.getByRole('button', { name: 'All replies' }).tap();
  holds(`${colorScheme}: back from a reply on a phone`, await small.locator('#list').isVisible());
  await small.close();
}
await studio.end();
await close();
home.remove();
end();
