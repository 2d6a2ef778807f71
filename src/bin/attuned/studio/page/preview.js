// The text as it would be, with each change in its place, and what is still found in the words that stand there now.

import { held, shown, stands, state } from './hunk.js';
import { el } from './dom.js';
import { part } from './marks.js';

/** A change in its place. */
function change(hunk, at, chosen, inside, found, choose) {
  const cut = hunk.decision !== 'refused' && !shown(hunk);
  const still = found.length ? `. Still found here: ${found.map((one) => one.name || one.rule).join(', ')}` : '';
  return el('span.change', {
    'data-decision': hunk.decision, 'data-hunk': at, 'data-chosen': at === chosen, 'data-cut': cut, 'data-held': held(hunk), tabindex: '0', role: 'button',
    'aria-label': `Change ${at + 1}, ${state(hunk)}: ${hunk.before || 'nothing'} becomes ${shown(hunk) || 'nothing'}${still}`,
    onclick: () => choose(at), onfocus: () => choose(at),
  }, cut ? '[taken out]' : inside);
}

/** The text as it would be. Findings are marked where something was decided: before, the file's own are. */
export function preview(view, chosen, act) {
  const { proposal, now } = view;
  const found = view.before.text === now.text ? [] : now.findings;
  const parts = [];
  // Where we are in the file's text, and in the text as it stands.
  let [file, text] = [0, 0];
  const plain = (to) => {
    parts.push(part(now.text, found, text, text + to - file, act.point));
    text += to - file;
  };
  proposal.hunks.forEach((hunk, at) => {
    plain(hunk.start);
    const words = shown(hunk) ?? '';
    const [, lead, word, trail] = /^(\s*)(.*?)(\s*)$/s.exec(words);
    const [from, to] = [text + lead.length, text + lead.length + word.length];
    const open = hunk.decision === 'open';
    const here = open ? [] : found.filter((one) => one.start < to && from < one.end);
    const inside = open ? word : part(now.text, found, from, to, null);
    parts.push(lead, change(hunk, at, chosen, inside, here, act.choose), trail);
    text += stands(hunk).length;
    file = hunk.end;
  });
  plain(file + now.text.length - text);
  return parts;
}
