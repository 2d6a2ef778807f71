// Starts the studio on a file of its own and a browser on it, and counts what holds.

import { chromium } from 'playwright-core';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { library } from './macros.mjs';

let [passed, failed] = [0, 0];

/** Says whether something holds. */
export function holds(what, is) {
  if (is) passed += 1;
  else failed += 1;
  console.log(`${is ? 'ok  ' : 'FAIL'} ${what}`);
  return is;
}

/** A folder with an export of so many macros. */
export function folder(count = 30) {
  const path = mkdtempSync(join(tmpdir(), 'attuned-studio-'));
  const file = join(path, 'macros.json');
  writeFileSync(file, library(count));
  return { path, file, bytes: () => readFileSync(file), write: (bytes) => writeFileSync(file, bytes), remove: () => rmSync(path, { recursive: true }) };
}

/** A studio that runs: its address, and how it is ended. */
export async function started(file, options = []) {
  const environment = { PATH: process.env.PATH, HOME: tmpdir() };
  const child = spawn(process.env.ATTUNED, ['studio', '--isolated', file, ...options], { env: environment });
  const said = { out: '', err: '' };
  child.stderr.on('data', (bytes) => { said.err += bytes; });
  const address = await new Promise((found, lost) => {
    child.stdout.on('data', (bytes) => {
      said.out += bytes;
      if (said.out.includes('\n')) found(new URL(said.out.trim()));
    });
    child.on('exit', (code) => lost(new Error(`the studio ended with ${code}: ${said.err}`)));
  });
  const end = () => new Promise((ended) => { child.removeAllListeners('exit'); child.on('exit', ended); child.kill('SIGINT'); });
  return { address, token: address.searchParams.get('token'), said, end };
}

/** A browser; every page of it notes what it asks for, and what goes wrong in it. */
export async function browser() {
  const engine = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
  const seen = { asked: [], wrong: [] };
  const page = async (context = { viewport: { width: 1360, height: 860 } }) => {
    const room = await engine.newContext({ acceptDownloads: true, ...context });
    const page = await room.newPage();
    page.on('request', (request) => seen.asked.push(request.url()));
    page.on('pageerror', (error) => seen.wrong.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && seen.wrong.push(message.text()));
    return page;
  };
  return { page, seen, engine, close: () => engine.close() };
}

/** Opens the studio, and waits for its first reply. */
export async function opened(page, address) {
  await page.goto(address.href);
  await page.waitForSelector('article', { state: 'attached' });
  return page;
}

/** Waits until something is so; whether it became so. */
export async function becomes(check, time = 5000) {
  for (const end = Date.now() + time; Date.now() < end;) {
    if (await check()) return true;
    await new Promise((on) => setTimeout(on, 25));
  }
  return false;
}

/** Ends a part: what held, and the exit code. */
export function end() {
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}
