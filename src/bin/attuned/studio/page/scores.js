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
    el('ul', {}, mechanisms.map(({ title, plain, summary }, at) => {
      const [was, is] = [before.levels[at], now.levels[at]];
      return el('li', { title: `${title}: ${summary} Probability: ${was.percent} %${moved ? `, now ${is.percent} %` : ''}`, 'data-quiet': was.severity + is.severity === 0 },
        el('span', {}, plain),
        el('span.steps', {}, pair(was.severity, is.severity)));
    })));
}

/** The same for ears, after a decision. */
export function spoken(view) {
  return `Now ${summed(view.now.findings)}; it was ${summed(view.before.findings)} in ${many(view.before.findings.length, 'finding')}.${view.hindrance ? ' It cannot be written into the file as it stands.' : ''}`;
}

/** Whether the rest of the warnings is unfolded: that stays while somebody types. */
let unfolded = false;

/** What is said where a text weighs more than the one in the file, cannot be written there, or keeps less of it: what
 * would be lost first, and the rest folded. */
export function warnings(weighs, violations, before, hindrance) {
  const line = ({ guard, detail }) => el('li', {}, el('b', {}, guard), ' ', detail);
  const [first, rest] = [violations.filter((one) => one.strong).map(line), violations.filter((one) => !one.strong).map(line)];
  if (weighs > before) first.unshift(el('li', {}, el('b', {}, 'worse'), ' this text fails people more than the one in the file'));
  if (hindrance) first.unshift(el('li', {}, el('b', {}, 'cannot be written into the file'), ` as it stands: ${hindrance}`));
  if (!first.length && !rest.length) return null;
  return el('div.warnings', { role: 'group', 'aria-label': 'Warnings', 'data-quiet': !first.length },
    first.length ? el('ul', {}, first) : null,
    rest.length ? el('details', { open: unfolded, ontoggle: (event) => { unfolded = event.target.open; } },
      el('summary', {}, `${first.length ? `and ${rest.length} more ${rest.length === 1 ? 'difference' : 'differences'}` : many(rest.length, 'difference')} from the file to look at`), el('ul', {}, rest)) : null);
}
