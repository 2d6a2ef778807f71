// Saving and exporting: files are written by this button and by nothing else.

import { blob, get, post } from './api.js';
import { byId, el, many, toast } from './dom.js';
import * as list from './list.js';
import { tell } from './tell.js';

const unsaved = () => list.all().filter((row) => ['changed', 'held'].includes(row.state)).length;
let goTo = () => {};

/** Says how much waits to be saved. */
export function count() {
  const waiting = unsaved();
  byId('save').disabled = !waiting;
  byId('save').textContent = waiting ? `Save ${waiting.toLocaleString('en')}` : 'Save';
  byId('save').setAttribute('aria-label', waiting ? `Save ${many(waiting, 'changed reply', 'changed replies')}` : 'Save: nothing has changed');
  const decided = list.all().filter((row) => row.was > 0);
  const open = decided.filter((row) => row.state === 'undecided').length;
  byId('sum').textContent = `${many(decided.length, 'reply', 'replies')} of ${list.all().length.toLocaleString('en')} with findings, ${open.toLocaleString('en')} undecided`;
}

/** Writes what was decided. */
export async function save(again) {
  if (!unsaved()) return toast('Nothing has changed: there is nothing to save.');
  try {
    const written = await post('/api/save');
    written.rows.forEach(list.update);
    count();
    await again();
    const words = `${many(written.replies, 'reply', 'replies')} written to ${written.files.join(', ')}`;
    if (written.unconfirmed.length && await lost(written.unconfirmed)) return save(again);
    if (written.refused.length) await refused(written.refused, written.files.length ? words : '');
    else if (written.replies) toast(`${words}.`);
    return undefined;
  } catch (refusal) {
    return refused([{ at: null, why: refusal.message }], '');
  }
}

/** Replies in which something is lost: whether somebody wants them so. */
async function lost(replies) {
  const answer = await tell('Something would be lost', [
    el('p', {}, 'These replies lost a placeholder, a link or words that must stay. Nothing of them was written:'),
    el('ul', {}, replies.map((at) => el('li', {}, list.all()[at].title))),
  ], [['', 'Go back to them'], ['confirmed', 'Save them all the same']]);
  if (answer !== 'confirmed') return false;
  for (const at of replies) await post(`/api/replies/${at}/mark`, { mark: 'confirmed' });
  return true;
}

/** What was left out, and why. */
async function refused(reasons, written) {
  const replies = reasons.filter(({ at }) => at !== null);
  const answer = await tell('Not everything was saved', [
    written ? el('p', {}, `${written}.`) : null,
    el('p', {}, written ? 'These were left out:' : 'Nothing was written:'),
    el('ul', {}, reasons.map(({ at, why }) => el('li', {}, at === null ? null : [el('b', {}, list.all()[at].title), ': '], why))),
    el('p.small', {}, replies.length === reasons.length ? 'Your decisions are kept: put other words there or refuse the change, and save again.' : 'Your decisions are kept. If a file changed on disk, export yours from here to compare, or end the studio and start it again: decisions about replies that are still the same come back.'),
  ].filter(Boolean), [['', 'Go on'], ...(replies.length ? [['first', replies.length > 1 ? 'Open the first of them' : 'Open it']] : [])]);
  if (answer === 'first') goTo(replies[0].at);
}

async function download(path, name) {
  try {
    const link = el('a', { href: URL.createObjectURL(await blob(path)), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    toast(`${name} is among your downloads; nothing else was written.`);
  } catch (refusal) {
    toast(refusal.message, true);
  }
}

/** Builds the export menu; `press` saves, `open` opens a reply. */
export function begin(library, press, open) {
  goTo = open;
  const menu = byId('export');
  const item = (name, path, file) => el('button', { type: 'button', onclick: () => { menu.open = false; download(path, file); } }, name);
  const base = (path) => path.split(/[\\/]/).pop();
  byId('export-list').replaceChildren(
    ...library.files.slice(0, 12).map((file, at) => item(`${base(file.path)} as it is now`, `/api/files/${at}`, base(file.path))),
    item('Changes as a table (CSV)', '/api/report/csv', 'changed-replies.csv'),
    item('Changes to read (Markdown)', '/api/report/md', 'changed-replies.md'));
  byId('save').addEventListener('click', press);
  document.addEventListener('click', (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener('keydown', (event) => { if (event.key === 'Escape') { menu.open = false; menu.querySelector('summary').focus(); } });
  count();
}

export const library = () => get('/api/library');
