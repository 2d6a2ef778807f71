// The whole flow on an export: worst first, changes one by one, own words, undo, save, exactly these bytes, and on.

import { becomes, browser, end, folder, holds, opened, started } from './studio.mjs';

const home = folder();
const before = home.bytes().toString();
let studio = await started(home.file);
const { page, seen, close } = await browser();
const at = await opened(await page(), studio.address);
const text = (selector) => at.locator(selector).innerText();
const hunk = (number) => at.locator(`.hunk[data-hunk="${number}"]`);

holds('the token leaves the address', !at.url().includes('token'));
holds('the list begins with the worst', await text('#title') === 'Macro 5' && (await at.locator('[role=option]').first().innerText()).includes('Macro 5'));
holds('its failures are marked', await at.locator('#before mark').count() >= 2);
await at.locator('#before mark').first().hover();
holds('a mark says why', await at.locator('#tip').isVisible() && (await text('#tip')).length > 10);
holds('there are two changes', await at.locator('.hunk').count() === 2);
holds('nothing can be saved yet', await at.locator('#save').isDisabled());

const scores = await text('.scores .whole');
await hunk(0).getByRole('button', { name: 'Accept' }).click();
holds('a change is accepted', await becomes(async () => await hunk(0).getAttribute('data-decision') === 'accepted'));
holds('the scores follow at once', (await text('.scores .whole')) !== scores && (await text('.scores .whole')).includes('→'));
holds('it is said to ears', await becomes(async () => (await text('#spoken')).includes('Now')));
await hunk(1).getByRole('button', { name: 'Refuse' }).click();
holds('another is refused', await becomes(async () => await hunk(1).getAttribute('data-decision') === 'refused'));
holds('the list says that it changed', (await text('#row-4')).includes('changed') && await text('#save') === 'Save 1');
await at.getByRole('button', { name: 'Undo', exact: true }).click();
holds('undo takes the refusal back', await becomes(async () => await hunk(1).getAttribute('data-decision') === 'open'));
await hunk(1).getByRole('button', { name: 'Other words' }).click();
await hunk(1).locator('textarea').fill('We have turned your claim down');
await hunk(1).getByRole('button', { name: 'Take these words' }).click();
holds('a change takes other words', await becomes(async () => (await text('#after')).includes('We have turned your claim down')));

await at.keyboard.press('Escape');
await at.locator('#list').focus();
await at.keyboard.press('ArrowDown');
await becomes(async () => await text('#title') !== 'Macro 5');
const second = await text('#title');
await at.getByRole('button', { name: 'Write it yourself' }).click();
const box = at.locator('#writing');
const own = (await box.inputValue()).replace(/\n\n.*\n\n/s, '\n\nWe lost your parcel, and we send it again today.\n\n');
await box.fill(`${own} Your claim has been rejected after an assessment was carried out.`);
holds('what is typed is checked while it is typed', await becomes(async () => (await at.locator('.under mark').allInnerTexts()).join().includes('rejected')));
await box.fill(own);
holds('and checked again', await becomes(async () => await at.locator('.under mark').count() === 0 && (await text('.writing .sum')) === 'Now nothing found'));
await at.reload();
await at.waitForSelector('#writing');
holds('what was being written survives a reload', await at.locator('#writing').inputValue() === own && await text('#title') === second);
await at.getByRole('button', { name: 'Keep this text' }).click();
holds('the text is kept', await becomes(async () => await text('#save') === 'Save 2'));

const [kept] = await Promise.all([at.waitForEvent('download'), at.locator('#export summary').click().then(() => at.getByRole('button', { name: 'macros.json as it is now' }).click())]);
const exported = (await import('node:fs')).readFileSync(await kept.path(), 'utf8');
holds('the export writes nothing', home.bytes().toString() === before);
await at.locator('#save').click();
holds('what would be written is listed first', await becomes(async () => at.locator('#told').isVisible()) && (await text('#told')).includes('Macro 5') && (await text('#told')).includes(second) && home.bytes().toString() === before);
await at.getByRole('button', { name: 'Not now' }).click();
holds('whoever says not now has written nothing', home.bytes().toString() === before && await text('#save') === 'Save 2');
await at.locator('#save').click();
await at.getByRole('button', { name: 'Write 2 replies' }).click();
holds('what was written is said', await becomes(async () => (await text('#toast')).includes('2 replies written to')));
const after = home.bytes().toString();
const meant = (line) => line
  .replace('Please be advised that your request was declined.', 'We declined your request.')
  .replace('Your claim has been rejected after an assessment was carried out.', 'We have turned your claim down.');
const changed = before.split('\n').map((line, place) => [line, after.split('\n')[place]]).filter(([one, other]) => one !== other);
holds('exactly two values changed', after.split('\n').length === before.split('\n').length && changed.length === 2);
holds('of the first exactly the words', changed.some(([old, line]) => meant(old) === line));
holds('of the second all but the greeting and the end', changed.some(([, line]) => line.includes('We lost your parcel, and we send it again today.') && line.includes('caf\\u00e9 side 💡')));
holds('the export was the same file', exported === after);
holds('nothing waits to be saved', await becomes(async () => at.locator('#save').isDisabled()));
await at.getByRole('button', { name: 'Undo save' }).click();
holds('a save is taken back to the byte', await becomes(() => home.bytes().toString() === before));
holds('and its decisions wait again', await becomes(async () => await text('#save') === 'Save 2') && await at.locator('#unsave').isHidden());
await at.locator('#save').click();
await at.getByRole('button', { name: 'Write 2 replies' }).click();
holds('and can be written again', await becomes(() => home.bytes().toString() === after));
home.write(`${after} `);
await at.getByRole('button', { name: 'Undo save' }).click();
holds('a save is not taken back over what somebody else wrote', await becomes(async () => at.locator('#told').isVisible()) && home.bytes().toString() === `${after} `);
home.write(after);
await at.keyboard.press('Escape');

// Somebody else writes to the file meanwhile.
await at.keyboard.press('Escape');
await at.locator('#reply').focus();
await at.keyboard.press('Shift+J');
await becomes(async () => ![second, 'Macro 5'].includes(await text('#title')));
await at.keyboard.press('e');
await at.locator('#writing').fill('Hello {{ticket.requester.first_name}}, we are on it.');
await at.keyboard.press('Control+Enter');
await becomes(async () => await text('#save') === 'Save 1');
home.write(`${after}\n`);
await at.locator('#save').click();
await at.getByRole('button', { name: 'Write 1 reply' }).click();
holds('a file that changed meanwhile is not written over', await becomes(async () => (await text('#told')).includes('changed since')));
holds('and stays as it is', home.bytes().toString() === `${after}\n`);
home.write(after);
await at.keyboard.press('Escape');

// A page that is still open may ask a studio that has ended.
await at.close();
const code = await studio.end();
holds('Ctrl-C ends it well', code === 0);
studio = await started(home.file);
const later = await opened(await page(), studio.address);
holds('another day goes on where this was left', await becomes(async () => await later.locator('#save').innerText() === 'Save 1'));
holds('what was saved is known', (await later.locator('#row-4').innerText()).includes('saved'));
holds('no request left this machine', seen.asked.every((url) => /^(http:\/\/127\.0\.0\.1:\d+\/|blob:http:\/\/127\.0\.0\.1)/.test(url)));
holds(`nothing went wrong in the page ${seen.wrong.filter((one) => !one.includes('409')).join()}`, seen.wrong.every((one) => one.includes('409')));
await studio.end();
await close();
home.remove();
end();
