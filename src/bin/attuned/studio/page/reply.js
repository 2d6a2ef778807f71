// The open reply: what its file says, what it could say, and what each person would receive.

import { byId, el } from './dom.js';
import * as changes from './changes.js';
import { marked } from './marks.js';
import { notes } from './notes.js';
import { people } from './people.js';
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
      el('button.plain', { type: 'button', 'aria-label': 'Previous reply', title: 'Previous reply (k)', onclick: () => act.go(-1) }, '↑'),
      el('button.plain', { type: 'button', 'aria-label': 'Next reply', title: 'Next reply (j)', onclick: () => act.go(1) }, '↓')));
}

/** The file's own words. */
function before(view, act) {
  return el('section.card', { 'aria-labelledby': 'before-title' },
    el('h3', { id: 'before-title' }, view.row.state === 'saved' ? 'In the file, as saved' : 'In the file'),
    el('p.words', { id: 'before' }, marked(view.before.text, view.before.findings, view.proposal?.hunks ?? [], act.note)),
    notes(view.before.findings, { ...act, people: view.people.length, supported: view.supported }));
}

/** Which of several proposals is shown. */
function versions(view, act) {
  if (view.versions.length < 2) return null;
  return el('div.versions', { role: 'group', 'aria-label': 'Proposals' }, view.versions.map((by, at) =>
    el('button.chip', { type: 'button', 'aria-pressed': String(at === view.shown), onclick: () => act.show(at) }, by)));
}

/** The steps that concern the whole reply. */
function tools(view, act) {
  const open = (view.proposal?.hunks ?? []).filter((hunk) => hunk.decision === 'open');
  const fits = open.filter((hunk) => !changes.held(hunk));
  const all = fits.length < open.length ? 'Accept what can be written' : 'Accept all';
  const button = (name, key, does, off) => el('button.plain', { type: 'button', title: `${name} (${key})`, disabled: off, onclick: does }, name);
  return el('div.decide.whole', { role: 'group', 'aria-label': 'The whole reply' },
    fits.length ? el('button.main', { type: 'button', title: `${all} (A)`, onclick: act.all }, all) : null,
    view.locked ? null : el(view.row.was > 0 && !fits.length && view.row.state === 'undecided' ? 'button.main' : 'button.plain', { type: 'button', title: 'Write it yourself (e)', onclick: act.write }, 'Write it yourself'),
    button('Ask for another', 'm', act.another),
    view.row.state === 'undecided' ? button('Leave it as it is', 'd', act.done) : null,
    view.undo ? button('Undo', 'u', act.undo) : null, view.redo ? button('Redo', 'U', act.redo) : null);
}

/** What it could say. */
function after(view, page, act) {
  const { proposal } = view;
  if (page.writing) {
    return el('section.card.new', { 'aria-labelledby': 'after-title' }, el('h3', { id: 'after-title' }, 'In your words'), writing(view, act));
  }
  if (!proposal?.hunks.length) {
    return el('section.card.new', { 'aria-labelledby': 'after-title' },
      el('h3', { id: 'after-title' }, 'As it could be'),
      el('p.small', {}, view.before.findings.length && view.locked ? 'Nothing is proposed; the reasons beside say what to look for.' : view.before.findings.length
        ? `${page.engine.remote ? 'Nothing is proposed yet.' : 'The built-in reviser has nothing that is surely better.'} Ask for a revision, or write it yourself; the reasons beside say what to look for.`
        : 'Nothing is found here, so nothing is proposed.'),
      tools(view, act));
  }
  return el('section.card.new', { 'aria-labelledby': 'after-title' },
    el('h3', { id: 'after-title' }, view.locked ? 'As it could be, to take over by hand' : 'As it could be'), versions(view, act),
    el('p.words', { id: 'after' }, changes.preview(proposal, page.chosen, act.choose)),
    scores.warnings(view.now.weight, view.violations, view.before.weight, view.hindrance),
    tools(view, act), changes.cards(proposal, page.chosen, act, view.locked));
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
    el('div.pair', { 'data-writing': page.writing }, before(view, act), after(view, page, act)),
    view.answered.length ? el('p.small', {}, `Answered already: ${view.answered.map((one) => `${one.rule} (${one.reason || 'no reason given'})`).join(', ')}`) : null,
    people(view, page.engine, { ...act, moved: view.before.text !== view.now.text })));
}

/** Where nothing is open. */
export function nothing(words) {
  byId('reply').replaceChildren(el('div.empty', {}, el('p.words', {}, words)));
}
