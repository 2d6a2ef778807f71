// Saving and taking it back: files are written by these buttons and by nothing else.

import { get, post } from './api.js';
import { byId, el, many, shape, toast } from './dom.js';
import { menu } from './export.js';
import * as list from './list.js';
import { arrow } from './scores.js';
import { tell } from './tell.js';

const FIRST = 12;
const inState = (state) => list.all().filter((row) => row.state === state).length;
let act = {};

export const library = () => get('/api/library');

/** Says how much waits to be saved. */
export function count() {
  const [ready, held] = [inState('changed'), inState('held')];
  const left = held ? `${many(held, 'changed reply', 'changed replies')} cannot be written` : '';
  byId('save').disabled = !ready && !held;
  byId('save').textContent = ready ? `Save ${ready.toLocaleString('en')}` : 'Save';
  byId('save').setAttribute('aria-label', [ready ? `Save ${many(ready, 'changed reply', 'changed replies')}` : 'Save: nothing can be saved', left].filter(Boolean).join('; '));
  byId('save').title = left ? `${left} (w)` : 'Save (w)';
  const decided = list.all().filter((row) => row.was > 0);
  const open = decided.filter((row) => row.state === 'undecided').length;
  byId('sum').textContent = `${many(decided.length, 'reply', 'replies')} of ${list.all().length.toLocaleString('en')} with findings, ${open.toLocaleString('en')} undecided`;
}

/** A list of which the rest is folded. */
function listed(items) {
  return [el('ul', {}, items.slice(0, FIRST)),
    items.length > FIRST ? el('details.rest', {}, el('summary', {}, `and ${items.length - FIRST} more`), el('ul', {}, items.slice(FIRST))) : null];
}

const title = (at) => el('b', {}, list.all()[at].title);
const written = (at) => el('li', {}, title(at), ' ', shape(list.all()[at].was), arrow(), shape(list.all()[at].is));
const heldBack = ({ at, why }) => el('li', {}, at === null ? null : [title(at), ': '], why);
const ticked = () => [...byId('told').querySelectorAll('[name=lost]:checked')].map((box) => Number(box.value));

/** Shows what would be written, and asks once. What was answered, and which of the replies that lost something are wanted. */
async function asked({ ready, lost, held }, files) {
  const name = (more) => `Write ${many(ready.length + more, 'reply', 'replies')}`;
  const tick = ({ at, what }) => el('li', {}, el('label.tick', {}, el('input', { type: 'checkbox', name: 'lost', value: at }), title(at), `: ${what.join(', ')}`));
  const part = (heading, said, items) => (items.length ? [el('h3', {}, heading), said ? el('p', {}, said) : null, ...listed(items)] : []);
  const children = [
    ...part(`Will be written to ${files}`, '', ready.map(written)),
    ...part('Something would be lost', 'These lost a placeholder, a link or words that must stay. They are written only if you tick them.', lost.map(tick)),
    ...part('Cannot be written', 'These are left out; your decisions are kept. Put other words there, or refuse the change.', held.map(heldBack)),
  ].filter(Boolean);
  const back = held[0] ?? lost[0];
  const buttons = [...(ready.length || lost.length ? [['write', name(0)]] : []), ...(back ? [['first', `Go to “${list.all()[back.at].title}”`]] : []), ['', 'Not now']];
  if (!ready.length && buttons[0][0] === 'write') buttons.push(buttons.shift());
  const answer = tell(ready.length || lost.length ? 'Save' : 'Nothing can be saved', children, buttons);
  const write = byId('told').querySelector('button[value=write]');
  const follow = () => { write.disabled = !(ready.length + ticked().length); write.textContent = name(ticked().length); };
  if (write) { follow(); byId('told').addEventListener('change', follow); }
  byId('told').querySelector('.decide button:not(:disabled)').focus();
  const said = await answer;
  byId('told').removeEventListener('change', follow);
  if (said === 'first') act.open(back.at);
  return said === 'write' ? ticked() : null;
}

const names = (ats) => [...new Set(ats.map((at) => act.files[list.all()[at].file].path))].join(', ');

/** Writes what was decided, once somebody has seen what that is. */
export async function save(again) {
  if (!inState('changed') && !inState('held')) return toast('Nothing has changed: there is nothing to save.');
  try {
    const waiting = await get('/api/save');
    const wanted = await asked(waiting, names(waiting.ready));
    if (wanted === null) return undefined;
    for (const at of wanted) await post(`/api/replies/${at}/mark`, { mark: 'confirmed' });
    return await told(await post('/api/save'), new Set(waiting.held.map(({ at }) => at)), again);
  } catch (refusal) {
    return refused([{ at: null, why: refusal.message }], '');
  }
}

/** Shows what came of it. What was said to be left out before is not said again. */
async function told(saved, known, again) {
  saved.rows.forEach(list.update);
  byId('unsave').hidden = !saved.unsave;
  await again(saved);
  count();
  const words = `${many(saved.replies, 'reply', 'replies')} written to ${saved.files.join(', ')}`;
  const news = saved.refused.filter(({ at }) => at === null || !known.has(at));
  if (news.length) await refused(news, saved.files.length ? words : '');
  else if (saved.replies) toast(`${words}. “Undo save” brings back what was there.`);
}

/** Takes the last save back. */
export async function unsave(again) {
  const back = await post('/api/unsave');
  back.rows.forEach(list.update);
  byId('unsave').hidden = !back.unsave;
  await again(back);
  count();
  if (back.refused.length) return refused(back.refused, back.files.length ? `${back.files.join(', ')} is as before the save` : '', 'Not everything was taken back');
  return toast(`${back.files.join(', ')}: as before the save. ${many(back.replies, 'reply waits', 'replies wait')} to be saved again.`);
}

/** What was left out, and why. */
async function refused(reasons, done, heading = 'Not everything was saved') {
  await tell(heading, [
    done ? el('p', {}, `${done}.`) : null,
    el('p', {}, done ? 'These were left out:' : 'Nothing was written:'),
    ...listed(reasons.map(heldBack)),
    el('p.small', {}, 'Your decisions are kept. If a file changed on disk, export yours from here to compare, or end the studio and start it again: decisions about replies that are still the same come back.'),
  ].filter(Boolean), [['', 'Go on']]);
}

/** Builds the buttons; `acts.save` and `acts.unsave` are pressed, `acts.open` opens a reply. */
export function begin(given, acts) {
  act = { ...acts, files: given.files };
  menu(given.files);
  byId('save').addEventListener('click', acts.save);
  byId('unsave').addEventListener('click', acts.unsave);
  byId('unsave').hidden = !given.unsave;
  count();
}
