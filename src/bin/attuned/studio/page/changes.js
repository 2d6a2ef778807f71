// The changes of a proposal, each with its reason, to be accepted, refused or written otherwise.

import { el } from './dom.js';
import { around, held, shown, state } from './hunk.js';

/** Why a change cannot be written, before somebody accepts it. */
const hindrance = (hunk, locked) => (held(hunk) && !locked ? el('p.held', {}, el('b', {}, 'Cannot be written into the file: '), hunk.hindrance) : null);

/** Other words for a change, with the sentence that comes of them. */
function own(hunk, at, proposal, act) {
  const [before, behind] = around(proposal, at);
  const words = el('ins', {}, shown(hunk));
  const box = el('textarea', {
    name: 'words', rows: 2, 'data-hunk-words': at, 'aria-describedby': `whole-${at}`,
    oninput: (event) => { words.textContent = event.target.value; },
    onkeydown: (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.target.form.requestSubmit();
      if (event.key === 'Escape') unfold(event.target.closest('.hunk').querySelector('button.edited'));
    },
  }, hunk.own ?? hunk.after);
  return el('form.own', { hidden: true, onsubmit: (event) => { event.preventDefault(); act.edit(at, box.value); } },
    el('label', {}, el('span', {}, hunk.before.trim() ? ['Your words in place of “', hunk.before.trim(), '”, and of nothing else'] : 'Your words, between those that stand there'), box),
    el('p.whole-of', { id: `whole-${at}` }, el('span', {}, 'The sentence then: '), before, words, behind),
    el('button.plain', { type: 'submit', title: 'Take these words (Ctrl Enter)' }, 'Take these words'));
}

/** The words of the file and those instead of them. */
function words(hunk) {
  const [was, is] = [hunk.before.trim(), shown(hunk)?.trim()];
  return el('p.words', {}, was ? el('del', {}, was) : null, ' ', is && hunk.decision !== 'refused' ? el('ins', {}, is) : null,
    hunk.decision === 'refused' && hunk.after ? el('ins.off', {}, hunk.after.trim()) : null);
}

/** The buttons of a change; none where the reply takes no change, or accepting would come to nothing. */
function decide(hunk, at, act, locked) {
  if (locked && hunk.decision === 'open') return null;
  const button = (name, decision, key) => el('button', {
    type: 'button', class: decision, 'aria-pressed': String(hunk.decision === decision), title: `${name} (${key}); again: undecided`,
    onclick: () => act.decide(at, hunk.decision === decision ? 'open' : decision),
  }, name);
  const other = { type: 'button', 'aria-expanded': 'false', title: 'Write other words for this change (o)', onclick: (event) => unfold(event.currentTarget) };
  return el('div.decide', { role: 'group', 'aria-label': `Decide about change ${at + 1}` },
    hunk.hindrance && ['open', 'refused'].includes(hunk.decision) ? null : button('Accept', 'accepted', 'y'), button('Refuse', 'refused', 'n'),
    locked ? null : el('button.edited', other, 'Other words'));
}

/** One change. What the reviser said for its words is not said for somebody's own. */
function card(hunk, at, proposal, chosen, act, locked) {
  const theirs = hunk.decision !== 'edited';
  return el('li.hunk', { 'data-hunk': at, 'data-decision': hunk.decision, 'data-chosen': at === chosen, 'data-held': held(hunk), onclick: () => act.choose(at) },
    el('p.place', {}, `Change ${at + 1} of ${proposal.hunks.length}`,
      theirs ? hunk.mechanisms.map((id) => el('span.mechanism', { title: act.term(id) }, act.plain(id))) : null,
      el('span.decision', {}, locked && hunk.decision === 'open' ? null : state(hunk))),
    words(hunk),
    theirs && hunk.reason ? el('p.reason', {}, hunk.reason) : null,
    hindrance(hunk, locked),
    locked ? null : own(hunk, at, proposal, act),
    decide(hunk, at, act, locked));
}

function unfold(button) {
  const form = button.closest('.hunk').querySelector('.own');
  form.hidden = !form.hidden;
  button.setAttribute('aria-expanded', String(!form.hidden));
  if (form.hidden) button.focus();
  else form.elements.words.focus();
}

/** All changes. */
export function cards(proposal, chosen, act, locked) {
  return el('ol.hunks', { 'aria-label': 'Changes' }, proposal.hunks.map((hunk, at) => card(hunk, at, proposal, chosen, act, locked)));
}
