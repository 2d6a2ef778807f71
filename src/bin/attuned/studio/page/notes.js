// What was found, as a list: where, why it hurts, what to do instead.

import { SEVERITY, el, many, shape } from './dom.js';

function note(finding, at, act) {
  const point = (to) => (event) => act.point(to, event.currentTarget);
  return el('li', { 'data-finding': at, onmouseenter: point(at), onmouseleave: point(-1) },
    el('p.kind', { 'data-severity': SEVERITY[finding.severity] }, shape(finding.severity, false),
      `${SEVERITY[finding.severity]}: ${finding.name || act.term(finding.mechanism)}`,
      el('span.mechanism', { title: act.term(finding.mechanism) }, `${act.plain(finding.mechanism)} · ${finding.rule}`)),
    el('p', {}, finding.message),
    finding.suggestion ? el('p.instead', {}, finding.suggestion) : null,
    finding.people.length && act.people > 1 ? el('p.whom', {}, finding.people.length === act.people ? 'for everybody' : `for ${finding.people.length} of ${act.people} people`) : null);
}

/** What was looked at where nothing was found, and no more. */
function none(act) {
  if (act.supported === false) return 'Not judged: the language is not English.';
  return act.people
    ? `Nothing found in the words, beside what ${act.people === 1 ? 'the one person' : many(act.people, 'person', 'people')} named above wrote.`
    : 'Nothing found in the words alone. Say above who receives this, and the words are held against what they wrote.';
}

/** The findings of a text; a word where there are none. */
export function notes(findings, act) {
  if (!findings.length) return el('p.none', {}, shape(0, false), none(act));
  return el('ol.notes', { 'aria-label': 'What was found' }, findings.map((finding, at) => note(finding, at, act)));
}
