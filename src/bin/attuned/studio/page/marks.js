// A text with stretches marked: findings, and words that change. Stretches may overlap, so the text is cut at every edge.

import { SEVERITY, el } from './dom.js';
import * as tip from './tip.js';

/** The text in pieces; each knows the stretches that cover it. */
function pieces(text, stretches) {
  const edges = new Set([0, text.length]);
  for (const { start, end } of stretches) edges.add(start).add(end);
  const cuts = [...edges].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, at) => {
    const to = cuts[at + 1];
    return { text: text.slice(from, to), from, over: stretches.filter((one) => one.start <= from && to <= one.end) };
  });
}

const worst = (findings) => findings.reduce((one, other) => (other.severity > one.severity ? other : one));

/** A finding in a few lines, for the tip. */
const reason = (finding) => [
  el('b', {}, `${SEVERITY[finding.severity]} · ${finding.name || finding.rule}`), el('span', {}, finding.message),
];

/** A mark that leads to the note of its finding, and shows its reason. */
function mark(piece, choose, inside) {
  const finding = worst(piece.over);
  const show = (event) => {
    tip.show(event.currentTarget, ...piece.over.map(reason));
    choose(finding.at, event.currentTarget);
  };
  const begins = piece.over.some((one) => one.start === piece.from && !one.begun);
  return el('mark', {
    'data-severity': SEVERITY[finding.severity], 'data-finding': finding.at,
    onmouseenter: show, onmouseleave: tip.hide, onclick: show,
    ...(begins && { tabindex: '0', role: 'button', onfocus: show, onblur: tip.hide,
      'aria-label': `${finding.words}. ${SEVERITY[finding.severity]}: ${finding.message}` }),
  }, inside);
}

/** A mark for eyes alone. */
const wash = (piece) => (piece.over.length ? el('mark', { 'data-severity': SEVERITY[worst(piece.over).severity] }, piece.text) : piece.text);

const numbered = (findings) => findings.map((finding, at) => ({ ...finding, at }));

/** A text with its findings underlined and the words that change struck. */
export function marked(text, findings, hunks, choose) {
  const cut = hunks.map((hunk, at) => ({ ...hunk, cut: at })).filter((hunk) => hunk.end > hunk.start);
  return pieces(text, [...numbered(findings), ...cut]).map((piece) => {
    const hunk = piece.over.find((one) => 'cut' in one);
    const found = { ...piece, over: piece.over.filter((one) => !('cut' in one)) };
    const inside = hunk ? el('span.cut', { 'data-hunk': hunk.cut, 'data-decision': hunk.decision }, piece.text) : piece.text;
    return found.over.length ? mark(found, choose, inside) : inside;
  });
}

/** A part of a text with its findings underlined; for eyes alone where nothing can be chosen there. */
export function part(text, findings, from, to, choose) {
  const clipped = numbered(findings).map((one) => ({
    ...one, begun: one.start < from, start: Math.max(one.start, from) - from, end: Math.min(one.end, to) - from,
  }));
  const here = clipped.filter((one) => one.start < one.end);
  return pieces(text.slice(from, to), here).map((piece) => (piece.over.length && choose ? mark(piece, choose, piece.text) : wash(piece)));
}

/** A text with its findings marked for eyes alone, as it stands under a text box. */
export function washed(text, findings) {
  // A last line without words has a height too.
  return [...pieces(text, findings).map(wash), '\u200b'];
}
