// The proposal: the text as it would be, and each change with its reason, to be accepted, refused or written otherwise.

import { el } from './dom.js';

/** Whether what would stand at a change cannot be written into the file. */
export const held = (hunk) => Boolean(hunk.hindrance) && hunk.decision !== 'refused';

const WORDS = { open: 'undecided', accepted: 'accepted', refused: 'refused', edited: 'your words' };

const state = (hunk) => (held(hunk) ? `${hunk.decision === 'open' ? '' : `${WORDS[hunk.decision]}, `}cannot be written` : WORDS[hunk.decision]);

/** The words that stand at a change now, or would if it were accepted. */
const standing = (hunk) => ({ refused: hunk.before, edited: hunk.own })[hunk.decision] ?? hunk.after;

/** The text as it would be; a change that is open shows what it would bring. */
export function preview(proposal, chosen, choose) {
  const parts = [];
  let done = 0;
  proposal.hunks.forEach((hunk, at) => {
    parts.push(proposal.text.slice(done, hunk.start));
    const words = standing(hunk);
    const cut = hunk.decision !== 'refused' && !words;
    const [, lead, word, trail] = /^(\s*)(.*?)(\s*)$/s.exec(words ?? '');
    parts.push(lead, el('span.change', {
      'data-decision': hunk.decision, 'data-hunk': at, 'data-chosen': at === chosen, 'data-cut': cut, 'data-held': held(hunk), tabindex: '0', role: 'button',
      'aria-label': `Change ${at + 1}, ${state(hunk)}: ${hunk.before || 'nothing'} becomes ${words || 'nothing'}`,
      onclick: () => choose(at), onfocus: () => choose(at),
    }, cut ? '⌿' : word), trail);
    done = hunk.end;
  });
  parts.push(proposal.text.slice(done));
  return parts;
}

/** Why a change cannot be written, before somebody accepts it. */
const hindrance = (hunk, locked) => (held(hunk) && !locked ? el('p.held', {}, el('b', {}, 'Cannot be written into the file: '), hunk.hindrance) : null);

/** One change with its buttons; none where the reply takes no change, or accepting would come to nothing. */
function card(hunk, at, count, chosen, act, locked) {
  const button = (name, decision, key) => el('button', {
    type: 'button', class: decision, 'aria-pressed': String(hunk.decision === decision), title: `${name} (${key})`,
    onclick: () => act.decide(at, hunk.decision === decision ? 'open' : decision),
  }, name);
  return el('li.hunk', { 'data-hunk': at, 'data-decision': hunk.decision, 'data-chosen': at === chosen, 'data-held': held(hunk), onclick: () => act.choose(at) },
    el('p.place', {}, `Change ${at + 1} of ${count}`,
      hunk.mechanisms.map((id) => el('span.mechanism', {}, act.title(id))),
      el('span.decision', {}, locked && hunk.decision === 'open' ? null : state(hunk))),
    el('p.words', {}, hunk.before.trim() ? el('del', {}, hunk.before.trim()) : null, ' ', standing(hunk)?.trim() && hunk.decision !== 'refused' ? el('ins', {}, standing(hunk).trim()) : null,
      hunk.decision === 'refused' && hunk.after ? el('ins.off', {}, hunk.after.trim()) : null),
    hunk.reason ? el('p.reason', {}, hunk.reason) : null,
    hindrance(hunk, locked),
    el('form.own', { hidden: true, onsubmit: (event) => { event.preventDefault(); act.edit(at, event.target.elements.words.value); } },
      el('label', {}, el('span', {}, 'Your words'), el('textarea', { name: 'words', rows: 2, 'data-hunk-words': at }, hunk.own ?? hunk.after)),
      el('button.plain', { type: 'submit' }, 'Take these words')),
    locked && hunk.decision === 'open' ? null : el('div.decide', { role: 'group', 'aria-label': `Decide about change ${at + 1}` },
      hunk.hindrance && ['open', 'refused'].includes(hunk.decision) ? null : button('Accept', 'accepted', 'a'), button('Refuse', 'refused', 'r'),
      locked ? null : el('button.edited', { type: 'button', 'aria-expanded': 'false', title: 'Write other words for this change', onclick: (event) => unfold(event.currentTarget) }, 'Other words')));
}

function unfold(button) {
  const form = button.closest('.hunk').querySelector('.own');
  form.hidden = !form.hidden;
  button.setAttribute('aria-expanded', String(!form.hidden));
  if (!form.hidden) form.elements.words.focus();
}

/** All changes. */
export function cards(proposal, chosen, act, locked) {
  const count = proposal.hunks.length;
  return el('ol.hunks', { 'aria-label': 'Changes' }, proposal.hunks.map((hunk, at) => card(hunk, at, count, chosen, act, locked)));
}
