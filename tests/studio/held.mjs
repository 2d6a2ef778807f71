// Changes that cannot be written into their file: said before anybody accepts them, never offered as if they could be,
// and named with the reason when the rest is saved.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from '@axe-core/playwright';
import { becomes, browser, end, holds, opened, started } from './studio.mjs';

const AxeBuilder = axe.default ?? axe;
const home = mkdtempSync(join(tmpdir(), 'attuned-held-'));
const DECLINED = 'Please be advised that your request was declined.';
const paths = ['intercom.json', 'macros.json', 'old.csv'].map((name) => join(home, name));
const [intercom, macros, old] = paths;
const put = (path, value) => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);

// The same words twice, and not the same.
put(intercom, { type: 'list', data: [
  { type: 'macro', id: '1', name: 'Apart', body: `<p>${DECLINED}</p>`, body_text: 'Your request was declined on Monday.' },
  { type: 'macro', id: '2', name: 'Alike', body: `<p>${DECLINED}</p>`, body_text: DECLINED },
] });
// A link whose words would all go.
put(macros, { macros: [{ id: 3, title: 'Linked', actions: [{ field: 'comment_value_html',
  value: `<p>Please be <a href="https://fernhill.example/claims">advised</a> that your request was declined.</p><p>It is regretted that mistakes were made in your case.</p>` }] }] });
// An encoding of 256 signs.
writeFileSync(old, Buffer.from(`id,title,body\r\n4,Old,"Hello, this is the caf\xe9. ${DECLINED}"\r\n`, 'latin1'));
const before = paths.map((path) => readFileSync(path));

const studio = await started(intercom, [macros, old]);
const { page, seen, close } = await browser();
const at = await opened(await page(), studio.address);
const text = (selector) => at.locator(selector).innerText();
const hunk = (words) => at.locator('.hunk').filter({ hasText: words });
const button = (place, name) => place.getByRole('button', { name });
const decided = (words, decision) => becomes(async () => await hunk(words).getAttribute('data-decision') === decision);

/** Opens a reply by its title. */
async function open(title) {
  await at.keyboard.press('Escape');
  await at.locator('[role=option]').filter({ hasText: title }).click();
  await becomes(async () => await text('#title') === title);
}

async function clean(what) {
  const { violations } = await new AxeBuilder({ page: at }).analyze();
  for (const { id, nodes } of violations) console.log(`  ${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join('\n  ')}`);
  holds(`axe finds nothing: ${what}`, violations.length === 0);
}

await open('Apart');
holds('a reply that takes no change says so on top, and why', (await text('#locked')).includes('its body and its body_text do not say the same'));
holds('nothing is offered that would come to nothing', await at.locator('.card.new').getByRole('button', { name: /Accept|Write|words/ }).count() === 0);
holds('what it could say is shown all the same', (await text('#after')).includes('We declined your request'));
await at.keyboard.press('y');
holds('y says why it does nothing', await becomes(async () => (await text('#toast')).includes('cannot be written')));
await at.keyboard.press('e');
holds('e does not open a text box for nothing', await at.locator('#writing').count() === 0 && (await text('#toast')).includes('body_text'));
await clean('a reply that takes no change');

await open('Linked');
const linked = hunk('We declined your request');
holds('a change across a link says that it cannot be written', (await linked.innerText()).includes('Cannot be written into the file: the change would touch the markup'));
holds('it is not offered to be accepted', await button(linked, 'Accept').count() === 0 && await button(linked, 'Refuse').count() === 1);
holds('the other change is', await button(hunk('regret'), 'Accept').count() === 1);
await clean('a change that cannot be written');
await at.evaluate(() => document.activeElement.blur());
await at.keyboard.press('Shift+A');
holds('accept all takes what can be written', await decided('regret', 'accepted') && await decided('We declined your request', 'open'));
await button(linked, 'Other words').click();
await linked.locator('textarea').fill('We turned your request down');
await button(linked, 'Take these words').click();
holds('other words that cannot be written are kept, and say so', await becomes(async () => (await text('.warnings')).includes('cannot be written into the file')));
holds('the list says so too', (await at.locator('[role=option]').filter({ hasText: 'Linked' }).innerText()).includes('cannot be saved'));

await open('Old');
await button(at.locator('.card.new'), 'Write it yourself').click();
await at.locator('#writing').fill('Hello, this is the caf\u00e9. We declined your request \u{1f4a1}');
holds('a sign that the file lacks is said while it is typed', await becomes(async () => (await text('.found')).includes('windows-1252')));
await button(at, 'Keep this text').click();
holds('and when it is kept', await becomes(async () => (await text('.warnings')).includes('windows-1252')));

await open('Alike');
await button(hunk('We declined your request'), 'Accept').click();
await decided('We declined your request', 'accepted');
await at.locator('#save').click();
holds('saving counts only what can be written', await text('#save') === 'Save 1');
holds('and says what is left out', await becomes(async () => at.locator('#told').isVisible()) && (await text('#told')).includes('These are left out'));
holds('by title and with the reason', /Linked: the change would touch the markup/.test(await text('#told')) && /Old: its encoding, windows-1252/.test(await text('#told')));
await clean('what was left out');
await at.getByRole('button', { name: 'Write 1 reply' }).click();
holds('the other file is written', await becomes(async () => (await text('#toast')).includes('1 reply written to')) && readFileSync(intercom, 'utf8') === before[0].toString()
  .replace(`<p>${DECLINED}</p>",\n      "body_text": "${DECLINED}`, '<p>We declined your request.</p>",\n      "body_text": "We declined your request.'));
holds('theirs are as they were', readFileSync(macros).equals(before[1]) && readFileSync(old).equals(before[2]));
await at.locator('#save').click();
holds('what cannot be written is said where nothing else waits', await becomes(async () => (await text('#told')).includes('Nothing can be saved')));
await button(at.locator('#told'), 'Go to “Linked”').click();
holds('the dialog leads to the first', await becomes(async () => await text('#title') === 'Linked'));
await button(hunk('We turned your request down'), 'Refuse').click();
await decided('We declined your request', 'refused');
await open('Old');
await at.keyboard.press('e');
await at.locator('#writing').fill('Hello, this is the caf\u00e9. We declined your request.');
await at.keyboard.press('Control+Enter');
await becomes(async () => await at.locator('.warnings').filter({ hasText: 'windows' }).count() === 0);
await at.locator('#save').click();
await at.getByRole('button', { name: 'Write 2 replies' }).click();
holds('with other decisions they are written', await becomes(() => readFileSync(macros, 'utf8') === before[1].toString().replace('It is regretted', 'We regret')
  && readFileSync(old).equals(Buffer.from(before[2].toString('latin1').replace(DECLINED, 'We declined your request.'), 'latin1'))));

/** The studio itself refuses what the page does not offer. */
const asked = await fetch(new URL('/api/replies/0/decide', studio.address), {
  method: 'POST', headers: { origin: studio.address.origin, 'x-attuned-token': studio.token, 'content-type': 'application/json' }, body: JSON.stringify({ hunk: 0, decision: 'accepted' }),
});
holds('the studio does not take a decision that cannot be written', asked.status === 409 && (await asked.json()).kind === 'hindrance');
holds(`nothing went wrong in the page ${seen.wrong.filter((one) => !one.includes('409')).join()}`, seen.wrong.every((one) => one.includes('409')));
await studio.end();
await close();
rmSync(home, { recursive: true });
end();
