// The open reply: what its file says, what it could say, and what each person would receive.

import { byId, el } from './dom.js';
import { cards } from './changes.js';
import { held } from './hunk.js';
import { marked } from './marks.js';
import { notes } from './notes.js';
import { people } from './people.js';
import { preview } from './preview.js';
import * as scores from './scores.js';
import { writing } from './writing.js';

/** Where the reply is: its folder and title, its file, and the way on. */
function head(view, page, act) {
  const { row } = view;
  return el('header.head', {},
    el('button.plain.back', { type: 'button', onclick: act.back }, '‹ All replies'),
    el('p.crumb', {}, [row.folder, `${page.files[row.file].path}:${view.line}`].filter(Boolean).join(' · ')),
    el('h2', { id: 'title' }, row.title),
    el('div.way', {},
      el('span.small', {}, page.standing),
      el('button.plain', { type: 'button', 'aria-label': 'Previous reply', title: 'Previous reply (K)', onclick: () => act.go(-1) }, '↑'),
      el('button.plain', { type: 'button', 'aria-label': 'Next reply', title: 'Next reply (J)', onclick: () => act.go(1) }, '↓')));
}

/** The file's own words. */
function before(view, act) {
  return el('section.card', { 'aria-labelledby': 'before-title' },
    el('h3', { id: 'before-title' }, view.row.state === 'saved' ? 'In the file, as saved' : 'In the file'),
    el('p.words', { id: 'before' }, marked(view.before.text, view.before.findings, view.proposal?.hunks ?? [], act.point)),
    notes(view.before.findings, { ...act, people: view.people.length, supported: view.supported }));
}

/** Which of several proposals is shown. */
function versions(view, act) {
  if (view.versions.length < 2) return null;
  return el('div.versions', { role: 'group', 'aria-label': 'Proposals' }, view.versions.map((by, at) =>
    el('button.chip', { type: 'button', 'aria-pressed': String(at === view.shown), onclick: () => act.show(at) }, by)));
}

/** Taking back the step that was made last, which may be in another reply. */
function undo(view, act) {
  const at = act.undoes();
  if (at === null) return null;
  const here = at === view.row.at;
  return el('button.plain', { type: 'button', title: 'Undo (u)', onclick: act.undo }, here ? 'Undo' : `Undo in “${act.name(at)}”`);
}

/** The steps that concern the whole reply. */
function tools(view, page, act) {
  const open = (view.proposal?.hunks ?? []).filter((hunk) => hunk.decision === 'open');
  const fits = open.filter((hunk) => !held(hunk));
  const all = fits.length < open.length ? 'Accept what can be written' : 'Accept all';
  const waits = view.row.state === 'undecided';
  const button = (name, key, does, kind = 'plain') => el(`button.${kind}`, { type: 'button', title: `${name} (${key})`, onclick: does }, name);
  return el('div.decide.whole', { role: 'group', 'aria-label': 'The whole reply' },
    fits.length ? button(all, 'A', act.all, 'main') : null,
    view.locked ? null : button('Write it yourself', 'e', act.write, view.row.was > 0 && !fits.length && waits ? 'main' : 'plain'),
    page.engine.remote ? button('Ask for another', 'a', act.another) : el('button.plain', { type: 'button', disabled: true }, 'Ask for another (needs a model)'),
    waits ? [button('Not now', 's', act.later), button('Leave it as it is', 'x', act.leaveIt)] : null,
    undo(view, act), view.redo ? button('Redo', 'r', act.redo) : null);
}

/** What is said where nothing is proposed. */
function nothingProposed(view, page) {
  if (!view.before.findings.length) return 'Nothing was found, so nothing is proposed. Whether it is kind, fair and true is for you to read.';
  const look = 'the reasons under “In the file” say what to look for.';
  if (view.locked) return `Nothing is proposed; ${look}`;
  return page.engine.remote ? `Nothing is proposed yet. Ask for a revision, or write it yourself; ${look}`
    : `The built-in reviser has nothing that is surely better. Write it yourself; ${look}`;
}

/** What is still found where something was decided; else what would be. */
function left(view, act) {
  const { before, now, proposal } = view;
  if (before.text === now.text) return el('p.small', {}, `With every change made: ${scores.summed(proposal.whole.findings)}.`);
  return el('section.left', { 'aria-labelledby': 'left-title' },
    el('h4', { id: 'left-title' }, now.findings.length ? `Still found: ${scores.summed(now.findings)}` : 'What is left'),
    notes(now.findings, { ...act, people: view.people.length, supported: view.supported }));
}

/** What it could say. */
function after(view, page, act) {
  const { proposal } = view;
  const card = (title, ...children) => el('section.card.new', { 'aria-labelledby': 'after-title' }, el('h3', { id: 'after-title' }, title), children);
  if (page.writing) return card('In your words', writing(view, act));
  if (!proposal?.hunks.length) return card('As it could be', el('p.small', {}, nothingProposed(view, page)), tools(view, page, act));
  const waits = proposal.hunks.some((hunk) => hunk.decision === 'open');
  const parts = [cards(proposal, page.chosen, act, view.locked), left(view, act)];
  return card(view.locked ? 'As it could be, to take over by hand' : 'As it could be', versions(view, act),
    el('p.words', { id: 'after' }, preview(view, page.chosen, act)),
    scores.warnings(view.now.weight, view.violations, view.before.weight, view.hindrance),
    // What waits for a decision comes first.
    tools(view, page, act), waits ? parts : parts.reverse());
}

/** What the person has said about the reply as a whole. */
function mark(view, act) {
  const { mark: said } = view;
  // What was saved needs no word that it stays.
  if (!said || (view.row.state === 'saved' && !said.reason)) return null;
  return el('p.said', {}, said.done ? 'It is to stay as it stands' : 'Skipped', said.reason ? `: ${said.reason}` : '',
    el('button.plain', { type: 'button', onclick: () => act.mark(null) }, 'Take that back'));
}

/** Why a reply takes no change at all. */
function locked(view) {
  return view.locked ? el('p.held.whole', { id: 'locked' }, el('b', {}, 'No change of this reply can be written into its file: '), view.locked) : null;
}

/** Shows a reply. */
export function show(view, page, act) {
  const place = byId('reply');
  place.replaceChildren(el('article', { 'aria-labelledby': 'title' },
    head(view, page, act), scores.strip(view, page.mechanisms), locked(view), mark(view, act),
    people(view, page.engine, { ...act, moved: view.before.text !== view.now.text }),
    el('div.pair', { 'data-writing': page.writing }, before(view, act), after(view, page, act)),
    view.answered.length ? el('p.small', {}, `Answered already: ${view.answered.map((one) => `${one.rule} (${one.reason || 'no reason given'})`).join(', ')}`) : null));
}

/** Where nothing is open. */
export function nothing(words) {
  byId('reply').replaceChildren(el('div.empty', {}, el('p.words', {}, words)));
}
