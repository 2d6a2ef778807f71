// The studio's page. The truth is on the server: every step is sent there, and what comes back is shown.

import { get, post } from './api.js';
import { held } from './changes.js';
import { byId, speak, toast } from './dom.js';
import * as keys from './keys.js';
import * as list from './list.js';
import * as look from './look.js';
import * as reply from './reply.js';
import * as save from './save.js';
import { spoken } from './scores.js';
import * as tip from './tip.js';
import { wished } from './wish.js';
import { forget, unfinished } from './writing.js';

const page = { files: [], mechanisms: [], engine: {}, chosen: 0, writing: false, standing: '' };
let view = null;
let turn = 0;

const narrow = matchMedia('(max-width: 52rem)');

/** Opens a reply; what was being written in the one before is kept. */
async function open(at, tapped = false) {
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
    [page.chosen, page.writing] = [0, unfinished(at) !== null && !got.locked];
    show(got);
    byId('reply').scrollTop = 0;
    if (narrow.matches && tapped) byId('reply').focus();
  } catch (refusal) {
    failed(refusal);
  }
}

function show(got) {
  view = got;
  tip.hide();
  list.update(view.row);
  page.standing = list.standing(view.row.at);
  const focused = document.activeElement?.closest('#reply') ? address(document.activeElement) : null;
  const top = byId('reply').scrollTop;
  reply.show(view, page, act);
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
async function step(path, body, said) {
  if (!view) return false;
  const { at } = view.row;
  try {
    const got = await post(`/api/replies/${at}/${path}`, body);
    if (view.row.at === at) show(got);
    else list.update(got.row);
    speak(`${said ? `${said}. ` : ''}${spoken(got)}`);
    return true;
  } catch (refusal) {
    failed(refusal);
    return false;
  }
}

function failed(refusal) {
  if (['token', 'gone', 'broken'].includes(refusal.kind)) reply.nothing(refusal.message);
  else toast(refusal.message, true);
}

/** Keeps what is in the text box, where there is one. */
async function keepWriting() {
  const box = byId('writing');
  if (!page.writing || !box || !view) return;
  page.writing = false;
  const { at } = view.row;
  if (box.value !== view.now.text) await step('write', { text: box.value }, 'Kept');
  forget(at);
}

/** Goes to the next change that waits for a decision, without leaving the reply. */
function onward() {
  const hunks = view.proposal?.hunks ?? [];
  const next = [...hunks.keys()].map((at) => (page.chosen + 1 + at) % hunks.length).find((at) => hunks[at].decision === 'open');
  if (next !== undefined) act.choose(next, true);
}

const act = {
  title: (id) => page.mechanisms.find((one) => one.id === id)?.title ?? id,
  go: (by) => open(list.beside(view?.row.at ?? -1, by)),
  back: () => { document.body.classList.remove('reading'); byId('list').focus(); },
  note: (at) => act.point(at),
  point: (at) => {
    for (const node of byId('reply').querySelectorAll('[data-finding]')) node.classList.toggle('pointed', Number(node.dataset.finding) === at);
  },
  choose: (at, scroll = false) => {
    page.chosen = at;
    for (const node of byId('reply').querySelectorAll('[data-chosen]')) node.dataset.chosen = Number(node.dataset.hunk) === at;
    if (scroll) byId('reply').querySelector(`.hunk[data-hunk="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  },
  decide: async (hunk, decision) => {
    const words = { accepted: 'Accepted', refused: 'Refused', open: 'Undecided again' }[decision];
    if (await step('decide', { hunk, decision }, words) && decision !== 'open') onward();
  },
  edit: (hunk, words) => step('decide', { hunk, decision: 'edited', words }, 'Your words taken'),
  all: () => {
    const open = hunks().filter((hunk) => hunk.decision === 'open');
    const away = open.filter(held);
    if (open.length && away.length === open.length) toast(`None of these changes can be written: ${away[0].hindrance}`, true);
    else if (open.length) step('decide', { decision: 'accepted' }, away.length ? 'Accepted what can be written' : 'All accepted');
  },
  undo: () => step('undo', {}, 'Taken back'),
  redo: () => step('redo', {}, 'Made again'),
  show: (at) => step('show', { proposal: at }),
  mark: (mark) => step('mark', { mark }),
  done: async () => { if (await step('mark', { mark: 'done' }, 'Done')) act.go(1); },
  write: () => {
    if (!view || page.writing) return;
    if (view.locked) {
      toast(`No change of this reply can be written: ${view.locked}`, true);
      return;
    }
    page.writing = true;
    show(view);
    byId('writing').focus();
  },
  keep: async (text) => {
    const { at } = view.row;
    page.writing = false;
    if (text === view.now.text) show(view);
    else if (!await step('write', { text }, 'Kept')) { page.writing = true; return; }
    forget(at);
    byId('reply').focus();
  },
  leave: () => {
    forget(view.row.at);
    page.writing = false;
    show(view);
    byId('reply').focus();
  },
  another: async () => {
    await keepWriting();
    const wish = await wished(page.engine);
    if (wish === null) return;
    toast(page.engine.remote ? 'Asked; go on meanwhile.' : 'Asked.');
    await step('propose', { wish }, 'A proposal came');
  },
  people: (people) => step('people', { people }, 'Noted'),
  imagine: async () => {
    byId('imagine').disabled = true;
    toast('Asked; go on meanwhile.');
    await step('imagine', {}, 'Three people came');
  },
};

const hunks = () => view?.proposal?.hunks ?? [];
const near = (by) => { if (hunks().length) act.choose((page.chosen + by + hunks().length) % hunks().length, true); };

async function begin() {
  look.begin();
  keys.begin({
    j: () => act.go(1), k: () => act.go(-1), n: () => near(1), p: () => near(-1),
    a: () => hunks()[page.chosen] && act.decide(page.chosen, 'accepted'), r: () => hunks()[page.chosen] && act.decide(page.chosen, 'refused'),
    A: () => act.all(), u: () => act.undo(), U: () => act.redo(), e: () => act.write(), m: () => act.another(),
    d: () => act.done(), s: () => saved(), '/': () => { document.body.classList.remove('reading'); byId('search').focus(); byId('search').select(); },
  });
  try {
    const library = await save.library();
    Object.assign(page, { files: library.files, mechanisms: library.mechanisms, engine: library.engine });
    list.begin(library, open);
    save.begin(library, saved, open);
    const last = Number(sessionStorage.getItem('attuned-open') ?? -1);
    await open(last >= 0 && last < library.replies.length ? last : list.first());
    performance.mark('ready');
  } catch (refusal) {
    document.body.classList.add('reading');
    reply.nothing(refusal.message);
  }
}

const again = async () => { if (view) show(await get(`/api/replies/${view.row.at}`)); };

async function saved() {
  await keepWriting();
  await save.save(again);
}

begin();
