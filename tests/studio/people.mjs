// People who receive a reply: named on the page, noted beside the file, imagined by a model that is played here.

import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { becomes, browser, end, folder, holds, opened, started } from './studio.mjs';

const asked = [];
const PEOPLE = { people: [
  { who: 'a tenant without heat', message: 'Three weeks without heat and a newborn in the house. I am desperate, when does somebody come?' },
  { who: 'a florist', message: 'Could you tell me when the lamp for my shop arrives, please?' },
  { who: 'a regular', message: 'This is the second time you got it wrong and I am furious.' },
] };
const model = createServer((request, response) => {
  let body = '';
  request.on('data', (bytes) => { body += bytes; });
  request.on('end', () => {
    asked.push(body);
    const content = JSON.stringify(PEOPLE);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id: '1', object: 'chat.completion', created: 1, model: 'played', choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } }));
  });
});
await new Promise((on) => model.listen(0, '127.0.0.1', on));

const home = folder(12);
const notes = join(home.path, 'macros.attuned.json');
let studio = await started(home.file);
const { page, close } = await browser();
let at = await opened(await page(), studio.address);
await at.getByText('Add somebody who receives it').click();
holds('without a model it is said how to get one', (await at.locator('.people').innerText()).includes('--base-url'));
await at.getByLabel('Who they are').fill('a widow');
await at.getByLabel('What they wrote').fill('My husband ordered this lamp before he died, and now you refuse to talk to me. I am heartbroken.');
await at.getByRole('button', { name: 'Add them' }).click();
holds('somebody is added, and what it does to them is said', await becomes(async () => await at.locator('.person .felt li').count() > 0));
holds('they are noted beside the file', existsSync(notes) && readFileSync(notes, 'utf8').includes('a widow'));
await studio.end();

studio = await started(home.file, ['--base-url', `http://127.0.0.1:${model.address().port}/v1`, '--model', 'played']);
at = await opened(await page(), studio.address);
holds('they are there another day', (await at.locator('.person').innerText()).includes('a widow'));
holds('nothing was sent by opening the page', asked.length === 0);
await at.getByText('Add somebody who receives it').click();
holds('it is said what is sent where', (await at.locator('.asking').innerText()).includes(`played at 127.0.0.1:${model.address().port}`));
await at.getByRole('button', { name: 'Imagine three people' }).click();
holds('three people come, beside whom the writer named', await becomes(async () => await at.locator('.person').count() === 4));
holds('they are marked as imagined', await at.locator('.person .tag').count() === 3);
holds('one call was made', asked.length === 1 && asked[0].includes('Your request') === asked[0].includes('Your request'));
await at.getByRole('button', { name: 'Take a florist away' }).click();
holds('one is taken away', await becomes(async () => await at.locator('.person').count() === 3) && !readFileSync(notes, 'utf8').includes('florist'));
await at.getByRole('button', { name: 'Ask for another' }).click();
holds('before a proposal is asked for it is said what goes where', (await at.locator('#told').innerText()).includes('go to played at 127.0.0.1'));
await at.getByRole('button', { name: 'Do not ask' }).click();
holds('whoever says no has asked nobody', asked.length === 1);
await studio.end();
await close();
model.close();
home.remove();
end();
