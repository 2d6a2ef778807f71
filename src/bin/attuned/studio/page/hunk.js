// A change: how it stands, and in which words.

/** Whether what would stand at a change cannot be written into the file. */
export const held = (hunk) => Boolean(hunk.hindrance) && hunk.decision !== 'refused';

const WORDS = { open: 'undecided', accepted: 'accepted', refused: 'refused', edited: 'your words' };

/** How far a change is decided, for people. */
export const state = (hunk) => (held(hunk) ? `${hunk.decision === 'open' ? '' : `${WORDS[hunk.decision]}, `}cannot be written` : WORDS[hunk.decision]);

/** The words that stand at a change now: those of the file where it is not made. */
export const stands = (hunk) => ({ accepted: hunk.after, edited: hunk.own })[hunk.decision] ?? hunk.before;

/** The words that are shown at a change: what an open one would bring. */
export const shown = (hunk) => (hunk.decision === 'open' ? hunk.after : stands(hunk));

/** What stands around a change in its sentence, before and behind it, with what was decided about the others. */
export function around(proposal, at) {
  const hunk = proposal.hunks[at];
  const before = rebuilt(proposal, proposal.hunks.slice(0, at), 0, hunk.start);
  const behind = rebuilt(proposal, proposal.hunks.slice(at + 1), hunk.end, proposal.text.length);
  return [lastSentence(before), /^[^\n]*?(?:[.!?](?=\s|$)|(?=\n)|$)/.exec(behind)[0]];
}

/** From the last end of a sentence on. */
function lastSentence(text) {
  const last = [...text.matchAll(/[.!?]\s+|\n/g)].at(-1);
  return last ? text.slice(last.index + last[0].length) : text;
}

/** A part of the file's text with what was decided about these changes. */
function rebuilt(proposal, hunks, from, to) {
  const parts = hunks.map((hunk, at) => [proposal.text.slice(at ? hunks[at - 1].end : from, hunk.start), stands(hunk)]);
  return [...parts.flat(), proposal.text.slice(hunks.at(-1)?.end ?? from, to)].join('');
}
