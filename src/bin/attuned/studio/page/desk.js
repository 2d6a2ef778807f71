// What is open, and steps in it. The truth is on the server: every step is sent there, and what comes back is shown.

import { get, post } from './api.js';
import { byId, speak, toast } from './dom.js';
import * as list from './list.js';
import * as reply from './reply.js';
import * as save from './save.js';
import { spoken } from './scores.js';
import * as tip from './tip.js';
import { forget, unfinished } from './writing.js';

export const page = { files: [], mechanisms: [], engine: {}, chosen: 0, writing: false, standing: '' };
/** The reply that is open, and what its buttons do. */
export const desk = { view: null, act: null };
/** The replies of the steps that can be taken back, the last one last, and of those that can be made again. */
const steps = { back: [], again: [] };
let turn = 0;

const narrow = matchMedia('(max-width: 52rem)');
const STEPS = ['decide', 'write', 'mark', 'show'];

/** Opens a reply; what was being written in the one before is kept. */
export async function open(at, tapped = false) {
  if (!(at >= 0)) return;
  await keepWriting();
  const mine = (turn += 1);
  list.choose(at);
  sessionStorage.setItem('attuned-open', at);
  if (narrow.matches && tapped) document.body.classList.add('reading');
  try {
    const got = await get(`/api/replies/${at}`);
    // Somebody who goes on quickly sees the last reply, whatever comes first.
    if (mine !== turn) return;
    const waits = (got.proposal?.hunks ?? []).findIndex((hunk) => hunk.decision === 'open');
    [page.chosen, page.writing] = [Math.max(0, waits), unfinished(at) !== null && !got.locked];
    show(got);
    byId('reply').scrollTop = 0;
    if (narrow.matches && tapped) byId('reply').focus();
  } catch (refusal) {
    failed(refusal);
  }
}

/** Opens a reply because the list shows no longer the one that is open; not under the hands of somebody who writes. */
export const follow = (at, tapped) => (tapped === null && page.writing ? undefined : open(at, Boolean(tapped)));

export function show(got) {
  desk.view = got;
  tip.hide();
  list.update(got.row);
  page.standing = list.standing(got.row.at);
  const focused = document.activeElement?.closest('#reply') ? address(document.activeElement) : null;
  const top = byId('reply').scrollTop;
  reply.show(got, page, desk.act);
  byId('reply').scrollTop = top;
  if (focused) byId('reply').querySelector(focused)?.focus({ preventScroll: true });
  save.count();
}

/** How an element of the reply is found again when the reply was drawn anew. */
function address(node) {
  if (node.id) return `#${node.id}`;
  const hunk = node.closest('[data-hunk]');
  const kind = node.className.split(' ')[0];
  if (hunk && kind && node !== hunk) return `.hunk[data-hunk="${hunk.dataset.hunk}"] .${kind}`;
  return hunk ? `.${kind}[data-hunk="${hunk.dataset.hunk}"]` : null;
}

/** Takes a step on the server, and shows what came of it. */
export async function step(path, body, said) {
  if (!desk.view) return false;
  const { at } = desk.view.row;
  try {
    const got = await post(`/api/replies/${at}/${path}`, body);
    if (STEPS.includes(path)) [steps.back, steps.again] = [[...steps.back, at], []];
    if (desk.view.row.at === at) show(got);
    else list.update(got.row);
    speak(`${said ? `${said}. ` : ''}${spoken(got)}`);
    return true;
  } catch (refusal) {
    failed(refusal);
    return false;
  }
}

/** The reply whose step is taken back next; null where there is none that this page knows. */
export const undoes = () => steps.back.at(-1) ?? (desk.view?.undo ? desk.view.row.at : null);
const redoes = () => steps.again.at(-1) ?? (desk.view?.redo ? desk.view.row.at : null);

/** Takes the step that was made last back, in whichever reply it was. */
export async function undo() {
  const at = undoes();
  if (at === null) toast(page.unsave ? 'Nothing is left to take back here. “Undo save” brings the file of before back.' : 'Nothing is left to take back.');
  else await moved(at, 'undo', steps.back, steps.again, 'Taken back');
}

/** Makes it again. */
export async function redo() {
  const at = redoes();
  if (at === null) toast('Nothing was taken back that could be made again.');
  else await moved(at, 'redo', steps.again, steps.back, 'Made again');
}

async function moved(at, path, from, to, said) {
  if (desk.view.row.at !== at) await open(at);
  from.pop();
  if (await step(path, {}, said)) to.push(at);
}

/** What was saved is no step any more. */
export function settled() {
  const waits = (at) => ['changed', 'held'].includes(list.all()[at].state);
  [steps.back, steps.again] = [steps.back.filter(waits), steps.again.filter(waits)];
}

export function failed(refusal) {
  if (['token', 'gone', 'broken'].includes(refusal.kind)) reply.nothing(refusal.message);
  else toast(refusal.message, true);
}

/** Keeps what is in the text box, where there is one. */
export async function keepWriting() {
  const box = byId('writing');
  if (!page.writing || !box || !desk.view) return;
  page.writing = false;
  const { at } = desk.view.row;
  if (box.value !== desk.view.now.text) await step('write', { text: box.value }, 'Kept');
  forget(at);
}
