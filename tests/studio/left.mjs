// What is left after a decision, what must be kept, steps back across replies, and no decision where nothing is proposed.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from '@axe-core/playwright';
import { becomes, browser, end, holds, opened, started } from './studio.mjs';

const AxeBuilder = axe.default ?? axe;
const home = mkdtempSync(join(tmpdir(), 'attuned-left-'));
const file = join(home, 'macros.json');
const letter = (...lines) => lines.map((line) => `<p>${line}</p>`).join('');
const macro = (id, title, value) => ({ id, title, actions: [{ field: 'comment_value_html', value }] });
writeFileSync(file, `${JSON.stringify({ macros: [
  macro(1, 'Two', letter('Hello {{ticket.requester.first_name}},', 'Please be advised that your request was declined on Monday, as the shop told you.', 'Your claim has been rejected after an assessment was carried out.', 'Fernhill')),
  macro(2, 'Bare', letter('Hello,', 'The points raised in your correspondence have been reviewed.', 'No error was made, and no compensation will be offered to you for £42.50 of 4 May by Ada Merton.', 'Fernhill')),
  macro(4, 'Noted', letter('Hello,', 'Rest assured that you will be notified as soon as we hear more. Your letter has been noted on the order.', 'Fernhill')),
  macro(3, 'Fine', letter('Hello,', 'we packed your lamp on Tuesday.', 'Fernhill')),
] }, null, 2)}\n`);

const studio = await started(file);
const { page, seen, close } = await browser();
const at = await opened(await page(), studio.address);
const text = (selector) => at.locator(selector).innerText();
const hunk = (number) => at.locator(`.hunk[data-hunk="${number}"]`);
const press = (...keys) => keys.reduce((done, key) => done.then(() => at.keyboard.press(key)), Promise.resolve());
const title = (name) => becomes(async () => await text('#title') === name);
const decided = (number, decision) => becomes(async () => await hunk(number).getAttribute('data-decision') === decision);

async function open(name) {
  await at.locator('[role=option]').filter({ hasText: name }).click();
  await title(name);
  await at.locator('#reply').focus();
}

async function clean(what) {
  const { violations } = await new AxeBuilder({ page: at }).analyze();
  for (const { id, nodes } of violations) console.log(`  ${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join('\n  ')}`);
  holds(`axe finds nothing: ${what}`, violations.length === 0);
}

// What a decision leaves behind.
await open('Two');
holds('before a decision it is said what all changes would leave', (await text('.card.new')).includes('With every change made:'));
await press('y');
await decided(0, 'accepted');
holds('after it what is still found stands under the text as it could be', await becomes(async () => (await text('.left')).includes('Still found:')) && await at.locator('.left .notes li').count() > 0);
holds('with its reason', (await at.locator('.left .notes li p').nth(1).innerText()).length > 20);
await press('n');
await decided(1, 'refused');
holds('and is marked in it', await at.locator('#after mark').count() > 0 && /rejected|claim|assessment/.test((await at.locator('#after mark').allInnerTexts()).join()));
await clean('what is still found');
const marks = await at.locator('#before mark').count();
await at.locator('#before mark').first().hover();
holds('a mark points to its own note alone', marks > 0 && await at.locator('.left .pointed').count() === 0 && await at.locator('.card:not(.new) .notes .pointed').count() === 1);

// Other words: what they replace, and no reason of the tool's.
await press('o');
const words = hunk(1).locator('textarea');
holds('o opens other words', await words.isVisible());
await words.fill('We said no to your claim');
holds('it says which words they replace, and shows the whole sentence', (await hunk(1).locator('label').innerText()).includes('in place of “') && (await hunk(1).locator('.whole-of').innerText()).includes('We said no to your claim'));
await clean('other words');
await words.press('Control+Enter');
holds('Ctrl Enter takes them', await decided(1, 'edited') && (await text('#after')).includes('We said no to your claim'));
holds('they do not carry the reason of the reviser', await hunk(1).locator('.reason').count() === 0 && await hunk(1).locator('.place .mechanism').count() === 0);

// Steps back, across replies.
await at.locator('#reply').focus();
await press('Shift+J');
await becomes(async () => await text('#title') !== 'Two');
await press('u');
holds('u takes back what was done last, in the reply where it was', await title('Two') && await decided(1, 'refused'));
await press('r');
holds('r makes it again', await decided(1, 'edited'));

// No decision where nothing is proposed: a reply for which the reviser has nothing, whatever it has learnt by now.
await at.route('**/api/replies/1', async (route) => {
  const answer = await route.fetch();
  await route.fulfill({ response: answer, json: { ...await answer.json(), proposal: null, versions: [], shown: null } });
});
await open('Bare');
holds('this one has findings and no proposal', await at.locator('.hunk').count() === 0 && await at.locator('.card .notes li').count() > 0);
await press('y');
holds('y decides nothing there, and says so', await becomes(async () => (await text('#toast')).includes('nothing was decided')) && await text('#title') === 'Bare' && await at.locator('.said').count() === 0);
await press('n');
holds('nor does n', await at.locator('.said').count() === 0 && (await text('#toast')).includes('Nothing is proposed'));
holds('without a model no other proposal is offered', await at.getByRole('button', { name: /Ask for another/ }).isDisabled());
await press('a');
holds('and a says what it needs', await becomes(async () => (await text('#toast')).includes('--model')));
await press('p');
holds('p says where there is no other proposal', await becomes(async () => (await text('#toast')).includes('no other proposal')));

// What must be kept.
await press('e');
await at.locator('#writing').fill('Hello,\n\nwe read your letter. Fernhill');
holds('it is said how many paragraphs to keep, and how many there are', await becomes(async () => (await text('.found')).includes('keep the four paragraphs: there are two now')));
holds('and not to make it by hand', !(await text('.found')).includes('by hand'));
const rest = at.locator('.found .warnings details');
holds('what matters less is folded, with a count', await rest.count() === 1 && /\d+ (more )?differences? from the file/.test(await rest.locator('summary').innerText()) && !await rest.locator('li').first().isVisible());
await rest.locator('summary').click();
await at.locator('#writing').fill('Hello,\n\nwe read your letters. Fernhill');
await at.waitForTimeout(500);
holds('what was unfolded stays so while one types', await rest.locator('li').first().isVisible());
await at.keyboard.press('Escape');
await open('Two');
await press('e');
await at.locator('#writing').fill((await at.locator('#writing').inputValue()).replace(' {{ticket.requester.first_name}}', ''));
holds('a lost placeholder stands open', await becomes(async () => (await text('.found .warnings > ul')).includes('placeholder')));
await press('Escape');

// Left as it is, and not now.
await at.locator('#reply').focus();
await press('x');
await at.locator('#why').fill('legal wants it');
await press('Enter');
await becomes(async () => await text('#title') !== 'Two');
await open('Two');
holds('x leaves the reply as its file has it, with the reason', (await text('.said')).includes('legal wants it') && await at.locator('.hunk[data-decision="accepted"], .hunk[data-decision="edited"]').count() === 0);
holds('so that nothing waits to be saved', await at.locator('#save').isDisabled());
await open('Bare');
await press('s');
await becomes(async () => await text('#title') !== 'Bare');
holds('s goes on, and the reply is not decided', (await at.locator('[role=option]').filter({ hasText: 'Bare' }).innerText()).includes('skipped'));

// Who receives it, where nothing was found.
await open('Fine');
holds('where nothing was found it is said what was looked at', (await text('.card .none')).includes('in the words alone') && !(await text('#reply')).includes('hurt'));
const box = async (selector) => (await at.locator(selector).first().boundingBox()).y;
holds('who receives it is asked above the text', await box('.people') < await box('#before'));
await at.getByText('Add somebody who receives it').click();
await at.getByLabel('Who they are').fill('a florist');
await at.getByLabel('What they wrote').fill('Could you tell me when the lamp for my shop arrives, please?');
await at.getByRole('button', { name: 'Add them' }).click();
await becomes(async () => await at.locator('.person').count() === 1);
holds('for somebody it says what was held against what', !(await text('.people')).includes('hurt') && /Nothing found for them: this text was held against what they wrote|: /.test(await text('.person .felt')));
await clean('somebody who receives a fine reply');

// Somebody for whom another change is right.
await open('Noted');
const alone = await at.locator('.hunk').count();
await at.getByText('Add somebody who receives it').click();
await at.getByLabel('Who they are').fill('a mother');
await at.getByLabel('What they wrote').fill('My daughter is in hospital because of your lamp. I am furious and scared. Did you know it was dangerous?');
await at.getByRole('button', { name: 'Add them' }).click();
await becomes(async () => await at.locator('.person').count() === 1);
holds('when somebody is added, the reviser is asked again', await at.locator('.hunk').count() > 0 && await at.locator('.person .felt li').count() > 0);
await at.getByRole('button', { name: 'Take a mother away' }).click();
await becomes(async () => await at.locator('.person').count() === 0);
holds('and when she is taken away', await at.locator('.hunk').count() === alone);

// Plain names beside the terms.
holds('mechanisms have plain names', (await text('.scores')).includes('hides who did it') && (await at.getByLabel('Mechanism').innerText()).includes('plays it down (sentiment attenuation)'));
await press('Escape');
await at.locator('#reply').focus();
await press('?');
holds('and the keys say both', (await text('#help')).includes('dodges') && (await text('#help')).includes('conflict avoidance (CA)'));
await press('Escape');
await at.locator('#look').click();
holds('the first press of the look shows another', await at.evaluate(() => document.documentElement.dataset.look) === 'dark' && (await text('#toast')).includes('dark'));
holds(`nothing went wrong in the page ${seen.wrong.filter((one) => !one.includes('409')).join()}`, seen.wrong.every((one) => one.includes('409')));
await studio.end();
await close();
rmSync(home, { recursive: true });
end();
