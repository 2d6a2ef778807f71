// Everything with the keyboard alone: no pointer is used in this part.

import { becomes, browser, end, folder, holds, opened, started } from './studio.mjs';

const home = folder();
const before = home.bytes().toString();
const studio = await started(home.file);
const { page, close } = await browser();
const at = await opened(await page(), studio.address);
const text = (selector) => at.locator(selector).innerText();
const press = (...keys) => keys.reduce((done, key) => done.then(() => at.keyboard.press(key)), Promise.resolve());
const focused = () => at.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.tagName);

await press('?');
holds('? lists the keys', await at.locator('#help').isVisible());
await press('Escape');
await press('a');
holds('a accepts the first change', await becomes(async () => await at.locator('.hunk[data-hunk="0"]').getAttribute('data-decision') === 'accepted'));
holds('and goes to the next', await becomes(async () => await at.locator('.hunk[data-hunk="1"]').getAttribute('data-chosen') === 'true'));
await press('r');
holds('r refuses it', await becomes(async () => await at.locator('.hunk[data-hunk="1"]').getAttribute('data-decision') === 'refused'));
await press('u');
holds('u takes that back', await becomes(async () => await at.locator('.hunk[data-hunk="1"]').getAttribute('data-decision') === 'open'));
await press('Shift+U');
holds('U makes it again', await becomes(async () => await at.locator('.hunk[data-hunk="1"]').getAttribute('data-decision') === 'refused'));
await press('p');
holds('p goes to the change before', await becomes(async () => await at.locator('.hunk[data-hunk="0"]').getAttribute('data-chosen') === 'true'));
const first = await text('#title');
await press('j');
holds('j opens the next reply', await becomes(async () => await text('#title') !== first));
await press('k');
holds('k opens the one before', await becomes(async () => await text('#title') === first));
await press('/');
holds('/ goes to the search', await focused() === 'search');
await at.keyboard.type('Tuesday declined');
holds('a search looks for every word', await becomes(async () => (await text('#count')).includes(' of 30')));
await press('Escape');
holds('Escape leaves it for the list', await focused() === 'list');
await press('Home', 'ArrowDown', 'Enter');
await becomes(async () => await text('#title') !== first);
holds('Enter goes from the list to the reply', await focused() === 'reply');
const open = await text('#title');
await press('e');
holds('e writes', await focused() === 'writing');
await press('Control+a');
await at.keyboard.type('Hi {{ticket.requester.first_name}}, j k a r u s are letters here.');
holds('keys are letters in the text box', (await at.locator('#writing').inputValue()).endsWith('j k a r u s are letters here.') && await text('#title') === open);
await press('Control+Enter');
holds('Ctrl Enter keeps the text', await becomes(async () => (await text('#after')).includes('are letters here')));
holds('a placeholder is still there', await at.locator('.warnings').filter({ hasText: 'placeholders' }).count() === 0);
await press('e', 'Control+a');
await at.keyboard.type('Hi, we lost it.');
await press('Control+Enter');
holds('a lost placeholder is a warning', await becomes(async () => await at.locator('.warnings').filter({ hasText: 'placeholder' }).count() === 1));
await press('s');
holds('and is not saved unasked', await becomes(async () => at.locator('#told').isVisible()) && !home.bytes().toString().includes('we lost it'));
holds('the others are', home.bytes().toString().includes('We declined your request.'));
await press('Escape', 'u');
await becomes(async () => await at.locator('.warnings').count() === 0);
await press('s');
holds('s saves', await becomes(async () => home.bytes().toString().includes('j k a r u s are letters here.')));
holds('nothing else changed', before.split('\n').filter((line, place) => line !== home.bytes().toString().split('\n')[place]).length === 2);

// Tab reaches everything that can be pressed, in the order of the page, and shows where it is.
await at.evaluate(() => document.activeElement.blur());
const reached = new Set();
let seen = true;
for (let step = 0; step < 90; step += 1) {
  await press('Tab');
  const where = await at.evaluate(() => {
    const node = document.activeElement;
    const style = getComputedStyle(node);
    const box = node.closest('.box') ? getComputedStyle(node.closest('.box')) : style;
    const key = node.id || `${node.className}|${node.textContent.slice(0, 20)}`;
    return { key, shown: node === document.body || node.id === 'reply' || [style, box].some((one) => one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) > 0) };
  });
  reached.add(where.key);
  seen = seen && where.shown;
}
holds('Tab reaches search, list, save and the tools', ['search', 'list', 'look', 'help-open'].every((id) => reached.has(id)) && [...reached].some((key) => key.includes('Write it yourself')));
holds('where the focus is can be seen', seen);
await studio.end();
await close();
home.remove();
end();
