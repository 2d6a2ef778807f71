// How it feels with a thousand and five thousand replies: measured in the page, printed, and held to what people notice.

import { browser, end, folder, holds, opened, started } from './studio.mjs';

const { page, close } = await browser();
// A debug build is many times slower; its figures say nothing.
const slow = process.env.ATTUNED.includes('debug') ? 8 : 1;

async function measured(count) {
  const home = folder(count);
  const begun = performance.now();
  const studio = await started(home.file);
  const ready = performance.now() - begun;
  const at = await opened(await page(), studio.address);
  const interactive = await at.evaluate(() => performance.getEntriesByName('ready')[0].startTime);

  // Frames while the list is scrolled from top to end.
  const frames = await at.evaluate(() => new Promise((done) => {
    const list = document.getElementById('list');
    const times = [];
    let last = performance.now();
    const step = list.scrollHeight / 120;
    const frame = (now) => {
      times.push(now - last);
      last = now;
      list.scrollTop += step;
      if (times.length < 120) requestAnimationFrame(frame);
      else done(times.slice(1).sort((a, b) => a - b));
    };
    requestAnimationFrame(frame);
  }));
  const share = (part) => frames[Math.floor(frames.length * part)];

  await at.keyboard.press('/');
  const search = await at.evaluate(async () => {
    const input = document.getElementById('search');
    const start = performance.now();
    input.value = 'workshop courier';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    const before = document.getElementById('count').textContent;
    while (document.getElementById('count').textContent === before) await new Promise((on) => setTimeout(on, 1));
    return performance.now() - start;
  });

  // From a key to the letter on the screen, while texts are checked.
  await at.evaluate(() => document.activeElement.blur());
  await at.keyboard.press('e');
  await at.evaluate(() => {
    window.typed = [];
    document.getElementById('writing').addEventListener('keydown', () => {
      const start = performance.now();
      requestAnimationFrame(() => setTimeout(() => window.typed.push(performance.now() - start)));
    });
  });
  const words = ' Please be advised that mistakes were made and nobody rang.';
  await at.locator('#writing').pressSequentially(words, { delay: 30 });
  await at.waitForTimeout(300);
  const typed = (await at.evaluate(() => window.typed)).sort((a, b) => a - b);
  const whole = (await at.locator('#writing').inputValue()).endsWith(words);
  const check = await at.evaluate(async (text) => {
    const { post } = await import('/api.js');
    const times = [];
    for (let turn = 0; turn < 20; turn += 1) {
      const start = performance.now();
      await post('/api/replies/0/check', { text: `${text} ${turn}` });
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[10];
  }, words.repeat(8));

  const round = (number) => Math.round(number * 10) / 10;
  const figures = { replies: count, 'started, ms': round(ready), 'interactive, ms': round(interactive), 'frame, median ms': round(share(0.5)), 'frame, 95th ms': round(share(0.95)), 'search, ms': round(search), 'key to letter, median ms': round(typed[typed.length >> 1]), 'key to letter, 95th ms': round(typed[Math.floor(typed.length * 0.95)]), 'check, median ms': round(check) };
  console.log(JSON.stringify(figures));
  holds(`${count}: interactive within a second`, interactive < 1000 * slow);
  holds(`${count}: the list scrolls at 30 frames a second or more`, share(0.95) < 34 * slow);
  holds(`${count}: no letter waits for more than 50 ms`, typed[Math.floor(typed.length * 0.95)] < 50 * slow);
  holds(`${count}: no letter is lost`, whole);
  holds(`${count}: a search answers within 200 ms`, search < 200 * slow);
  await at.close();
  await studio.end();
  home.remove();
}

await measured(1000);
await measured(5000);
await close();
end();
