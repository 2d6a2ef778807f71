// What the buttons and keys of the open reply do.

import { desk, keepWriting, open, page, redo, show, step, undo, undoes } from './desk.js';
import { byId, toast } from './dom.js';
import { held } from './hunk.js';
import * as list from './list.js';
import { summed } from './scores.js';
import { reasoned, wished } from './wish.js';
import { forget } from './writing.js';

const hunks = () => desk.view?.proposal?.hunks ?? [];
const named = (id) => page.mechanisms.find((one) => one.id === id);

/** Goes to the next change that waits for a decision, without leaving the reply. */
function onward() {
  const next = [...hunks().keys()].map((at) => (page.chosen + 1 + at) % hunks().length).find((at) => hunks()[at].decision === 'open');
  if (next !== undefined) act.choose(next, true);
}

/** Decides about the chosen change; the same again, and it is undecided. */
function chosen(decision) {
  const hunk = hunks()[page.chosen];
  if (hunk) act.decide(page.chosen, hunk.decision === decision ? 'open' : decision);
  else if (desk.view) toast(nothing(), true);
}

/** What is said instead of a decision where nothing is proposed. */
function nothing() {
  const { now } = desk.view;
  return now.findings.length
    ? `Nothing is proposed here, so nothing was decided: ${summed(now.findings)} stays. e: other words, x: leave it as it is, s: not now.`
    : 'Nothing is proposed here, so there is nothing to decide. J: the next reply.';
}

export const act = {
  plain: (id) => named(id)?.plain ?? id,
  term: (id) => named(id)?.title ?? id,
  go: (by) => {
    const to = list.beside(desk.view?.row.at ?? -1, by);
    if (to < 0) toast(by > 0 ? 'This is the last reply of the list.' : 'This is the first reply of the list.');
    return open(to);
  },
  back: () => { document.body.classList.remove('reading'); byId('list').focus(); },
  point: (at, node) => {
    for (const one of node.closest('.card').querySelectorAll('[data-finding]')) one.classList.toggle('pointed', Number(one.dataset.finding) === at);
  },
  choose: (at, scroll = false) => {
    page.chosen = at;
    for (const node of byId('reply').querySelectorAll('[data-chosen]')) node.dataset.chosen = Number(node.dataset.hunk) === at;
    if (scroll) byId('reply').querySelector(`.hunk[data-hunk="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  },
  near: (by) => { if (hunks().length) act.choose((page.chosen + by + hunks().length) % hunks().length, true); },
  accept: () => chosen('accepted'),
  refuse: () => chosen('refused'),
  decide: async (hunk, decision) => {
    const words = { accepted: 'Accepted', refused: 'Refused', open: 'Undecided again' }[decision];
    if (await step('decide', { hunk, decision }, words) && decision !== 'open') onward();
  },
  edit: (hunk, words) => step('decide', { hunk, decision: 'edited', words }, 'Your words taken'),
  words: () => byId('reply').querySelector(`.hunk[data-hunk="${page.chosen}"] button.edited`)?.click(),
  all: () => {
    const open = hunks().filter((hunk) => hunk.decision === 'open');
    const away = open.filter(held);
    if (open.length && away.length === open.length) toast(`None of these changes can be written: ${away[0].hindrance}`, true);
    else if (open.length) step('decide', { decision: 'accepted' }, away.length ? 'Accepted what can be written' : 'All accepted');
  },
  undo, redo, undoes,
  name: (at) => list.all()[at].title,
  show: (at) => step('show', { proposal: at }),
  turn: () => {
    const { versions, shown } = desk.view ?? { versions: [] };
    if (versions.length > 1) step('show', { proposal: ((shown ?? -1) + 1) % versions.length }, 'Another proposal');
    else toast('There is no other proposal for this reply.');
  },
  mark: (mark) => step('mark', { mark }),
  later: async () => {
    const waits = desk.view && (desk.view.row.state === 'undecided' || hunks().some((hunk) => hunk.decision === 'open'));
    if (!waits || await step('mark', { mark: 'skipped' }, 'Not now')) act.go(1);
  },
  leaveIt: async () => {
    if (!desk.view) return;
    await keepWriting();
    const { before, now } = desk.view;
    const reason = await reasoned(before.text !== now.text);
    if (reason === null || (before.text !== now.text && !await step('write', { text: before.text }))) return;
    if (await step('mark', { mark: 'done', reason }, 'Left as it is')) act.go(1);
  },
  write: () => {
    const { view } = desk;
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
    const { at } = desk.view.row;
    page.writing = false;
    if (text === desk.view.now.text) show(desk.view);
    else if (!await step('write', { text }, 'Kept')) { page.writing = true; return; }
    forget(at);
    byId('reply').focus();
  },
  leave: () => {
    forget(desk.view.row.at);
    page.writing = false;
    show(desk.view);
    byId('reply').focus();
  },
  another: async () => {
    if (!page.engine.remote) return toast('Another proposal needs a language model: start the studio with --base-url and --model.', true);
    await keepWriting();
    const wish = await wished(page.engine);
    if (wish === null) return undefined;
    toast('Asked; go on meanwhile.');
    return step('propose', { wish }, 'A proposal came');
  },
  people: (people) => step('people', { people }, 'Noted'),
  imagine: async () => {
    byId('imagine').disabled = true;
    toast('Asked; go on meanwhile.');
    await step('imagine', {}, 'Three people came');
  },
};
