// What was found, as a list: where, why it hurts, what to do instead.

import { SEVERITY, el, shape } from './dom.js';

function note(finding, at, act) {
  return el('li', { 'data-finding': at, onmouseenter: () => act.point(at), onmouseleave: () => act.point(-1) },
    el('p.kind', { 'data-severity': SEVERITY[finding.severity] }, shape(finding.severity, false),
      `${SEVERITY[finding.severity]}: ${finding.name || act.title(finding.mechanism)}`,
      el('span.mechanism', { title: act.title(finding.mechanism) }, finding.rule)),
    el('p', {}, finding.message),
    finding.suggestion ? el('p.instead', {}, finding.suggestion) : null,
    finding.people.length && act.people > 1 ? el('p.whom', {}, finding.people.length === act.people ? 'for everybody' : `for ${finding.people.length} of ${act.people} people`) : null);
}

/** The findings of a text; a word where there are none. */
export function notes(findings, act) {
  if (!findings.length) return el('p.none', {}, shape(0, false), act.supported === false ? 'Not judged: the language is not English.' : 'Nothing found here.');
  return el('ol.notes', { 'aria-label': 'What was found' }, findings.map((finding, at) => note(finding, at, act)));
}
