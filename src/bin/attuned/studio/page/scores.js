// Before and now: what the reply's text was worth in its file, and what it is worth with what was decided.

import { SEVERITY, el, many, shape } from './dom.js';

/** `1 severe, 2 mild`, or `nothing found`. */
export function summed(findings) {
  const counts = [3, 2, 1].map((severity) => [severity, findings.filter((one) => one.severity === severity).length]);
  const words = counts.filter(([, count]) => count).map(([severity, count]) => `${count} ${SEVERITY[severity]}`);
  return words.join(', ') || 'nothing found';
}

/** From before to now. */
export const arrow = () => [el('span.arrow', { 'aria-hidden': 'true' }, '→'), el('span.unseen', {}, ' now ')];

/** The strip above a reply. */
export function strip(view, mechanisms) {
  const [before, now] = [view.before, view.now];
  const [moved, pair] = [before.text !== now.text, (was, is) => (moved && was + is ? [shape(was), arrow(), shape(is)] : shape(was))];
  const way = now.weight < before.weight ? 'better' : now.weight > before.weight ? 'worse' : 'same';
  return el('section.scores', { 'aria-label': 'Before and now', 'data-way': way },
    el('p.whole', {}, el('span', {}, summed(before.findings)), moved ? [arrow(), el('strong', {}, summed(now.findings))] : null),
    el('ul', {}, mechanisms.map(({ id, title, summary }, at) => {
      const [was, is] = [before.levels[at], now.levels[at]];
      return el('li', { title: `${summary} Probability: ${was.percent} %${moved ? `, now ${is.percent} %` : ''}`, 'data-quiet': was.severity + is.severity === 0 },
        el('span', {}, title),
        el('span.steps', {}, pair(was.severity, is.severity)));
    })));
}

/** The same for ears, after a decision. */
export function spoken(view) {
  return `Now ${summed(view.now.findings)}; it was ${summed(view.before.findings)} in ${many(view.before.findings.length, 'finding')}.${view.hindrance ? ' It cannot be written into the file as it stands.' : ''}`;
}

/** What is said where a text weighs more than the one in the file, keeps less of it, or cannot be written there. */
export function warnings(weighs, violations, before, hindrance) {
  const all = violations.map(({ guard, detail }) => el('li', {}, el('b', {}, guard), ' ', detail));
  if (weighs > before) all.unshift(el('li', {}, el('b', {}, 'worse'), ' this text fails people more than the one in the file'));
  if (hindrance) all.unshift(el('li', {}, el('b', {}, 'cannot be written into the file'), ` as it stands: ${hindrance}`));
  return all.length ? el('ul.warnings', { 'aria-label': 'Warnings' }, all) : null;
}
