// Who is let in: asked by hand, without a browser's good manners.

import { request } from 'node:http';
import { spawnSync } from 'node:child_process';
import { browser, end, folder, holds, opened, started } from './studio.mjs';

const home = folder();
const studio = await started(home.file);
const { address, token } = studio;
const own = { 'x-attuned-token': token, origin: address.origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };

function ask(method, path, headers = {}, body = '') {
  return new Promise((answered, lost) => {
    const asked = request({ host: address.hostname, port: address.port, method, path, headers }, (answer) => {
      let text = '';
      answer.on('data', (bytes) => { text += bytes; });
      answer.on('end', () => answered({ status: answer.statusCode, headers: answer.headers, text }));
    });
    asked.on('error', lost);
    asked.end(body);
  });
}

const is = async (what, status, ...asked) => holds(`${what}: ${status}`, (await ask(...asked)).status === status);
await is('our own page reads', 200, 'GET', '/api/library', own);
await is('without a token', 401, 'GET', '/api/library');
await is('with a wrong token', 401, 'GET', '/api/library', { ...own, 'x-attuned-token': token.replace(/^./, (sign) => (sign === '0' ? '1' : '0')) });
await is('with half of it', 401, 'GET', '/api/library', { ...own, 'x-attuned-token': token.slice(0, 16) });
await is('with the token in the address only', 401, 'GET', `/api/library?token=${token}`);
await is('with another host', 403, 'GET', '/api/library', { ...own, host: 'studio.example' });
await is('with another host for the page', 403, 'GET', '/', { host: 'studio.example:80' });
await is('with a host that only looks like ours', 403, 'GET', '/', { host: '127.0.0.1.example' });
await is('through a forwarded port', 200, 'GET', '/', { host: 'localhost:9999' });
await is('our own page writes', 200, 'POST', '/api/replies/0/write', own, JSON.stringify({ text: 'x {{ticket.requester.first_name}}' }));
await is('a write from elsewhere', 403, 'POST', '/api/replies/0/write', { ...own, origin: 'http://elsewhere.example' }, '{"text":"y"}');
await is('a write from nowhere', 403, 'POST', '/api/replies/0/write', { ...own, origin: 'null' }, '{"text":"y"}');
await is('a write across sites', 403, 'POST', '/api/save', { ...own, 'sec-fetch-site': 'cross-site' });
await is('a write from another port', 403, 'POST', '/api/save', { ...own, origin: 'http://127.0.0.1:1' });
await is('a write without either', 403, 'POST', '/api/save', { 'x-attuned-token': token });
await is('a form from elsewhere', 401, 'POST', '/api/save', { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://elsewhere.example' }, 'x=1');
await is('asking beforehand', 401, 'OPTIONS', '/api/save', { origin: 'http://elsewhere.example', 'access-control-request-method': 'POST' });
await is('what is no JSON', 400, 'POST', '/api/replies/0/write', own, '{');
await is('what is not asked for', 422, 'POST', '/api/replies/0/write', own, '{"text":"x","more":1}');
await is('too much', 413, 'POST', '/api/replies/0/write', own, JSON.stringify({ text: 'x'.repeat(1 << 20) }));
await is('a reply that is not there', 404, 'GET', '/api/replies/999', own);
await is('a file outside the page', 404, 'GET', '/..%2f..%2fetc%2fpasswd');
await is('a file that is none', 404, 'GET', '/api/files/7', own);

const answer = await ask('GET', '/api/library', own);
holds('no answer is for other sites', !Object.keys(answer.headers).some((name) => name.startsWith('access-control')));
holds('nothing is kept by the browser', answer.headers['cache-control'] === 'no-store' && (await ask('GET', '/')).headers['cache-control'] === 'no-store');
const policy = (await ask('GET', '/')).headers['content-security-policy'];
holds('the page may ask nobody else, and nobody frames it', ["default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'", "form-action 'none'"].every((part) => policy.includes(part)));
holds('a refusal holds no words of a reply', !(await ask('POST', '/api/replies/0/write', own, '{"text":"velvetine"')).text.includes('velvetine'));
holds('nothing was written', !home.bytes().toString().includes('"x '));
for (const listen of ['0.0.0.0:0', '[::]:0']) {
  const refused = spawnSync(process.env.ATTUNED, ['studio', '--isolated', home.file, '--listen', listen], { encoding: 'utf8' });
  holds(`it does not listen at ${listen}`, refused.status === 2 && refused.stderr.includes('other machines'));
}

// A page of another site, in a real browser: neither a form nor a script gets through.
const { page, close } = await browser();
const elsewhere = await page();
await elsewhere.route('http://elsewhere.example/', (route) => route.fulfill({ contentType: 'text/html', body: '<p>elsewhere' }));
await elsewhere.goto('http://elsewhere.example/');
const tried = await elsewhere.evaluate(async ([origin, key]) => {
  const asked = (options) => fetch(`${origin}/api/save`, { method: 'POST', ...options }).then((answer) => answer.type, () => 'refused');
  return [await asked({ headers: { 'x-attuned-token': key } }), await asked({ mode: 'no-cors' })];
}, [address.origin, token]);
holds('a script of another site gets nothing', tried[0] === 'refused' && tried[1] !== 'basic');
const lost = await page();
await lost.goto(`${address.origin}/?token=nonsense`);
holds('a wrong token is said on the page', await lost.waitForSelector('.empty').then(() => lost.locator('#reply').innerText()).then((text) => text.includes('terminal')));
await opened(await page(), address);
holds('nobody said a word of a reply on the way', !studio.said.err.includes('ticket.requester') && !studio.said.out.includes('ticket.requester'));
await close();
await studio.end();
home.remove();
end();
