// The text box: checked while somebody writes. What they type is never touched, and answers that come late are dropped.

import { post } from './api.js';
import { el, toast } from './dom.js';
import { washed } from './marks.js';
import { notes } from './notes.js';
import { summed, warnings } from './scores.js';

const PAUSE = 160;
const key = (at) => `attuned-writing-${at}`;

/** What somebody was writing when the page went away; null where nothing. */
export const unfinished = (at) => sessionStorage.getItem(key(at));
export const forget = (at) => sessionStorage.removeItem(key(at));

/** A text box for a reply. `act.keep` takes the text, `act.leave` goes back without it. */
export function writing(view, act) {
  const { at } = view.row;
  const under = el('div.under.words', { 'aria-hidden': 'true' });
  const found = el('div.found');
  const sum = el('p.sum', { role: 'status', 'aria-live': 'polite' });
  const text = el('textarea.words', { id: 'writing', 'aria-label': 'The reply in your words', spellcheck: 'true' });
  text.value = unfinished(at) ?? view.now.text;
  let asked = 0;
  let answered = 0;
  let waiting;

  const show = (now, violations, hindrance) => {
    under.replaceChildren(...washed(text.value, now.findings));
    sum.textContent = `Now ${summed(now.findings)}`;
    found.replaceChildren(...[warnings(now.weight, violations, view.before.weight, hindrance), notes(now.findings, { ...act, people: view.people.length, point: () => {} })].filter(Boolean));
  };

  const check = async () => {
    const turn = (asked += 1);
    const words = text.value;
    try {
      const { now, violations, hindrance } = await post(`/api/replies/${at}/check`, { text: words });
      if (turn < answered || !text.isConnected) return;
      answered = turn;
      // Marks belong to the words that were checked; newer words wait for their own.
      if (text.value === words) show(now, violations, hindrance);
    } catch (refusal) {
      toast(refusal.message, true);
    }
  };

  const typed = () => {
    sessionStorage.setItem(key(at), text.value);
    under.replaceChildren(text.value, '\u200b');
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE);
  };

  text.addEventListener('input', typed);
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') act.leave();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) act.keep(text.value);
  });
  show(view.now, view.violations, view.hindrance);
  if (text.value !== view.now.text) check();
  return el('div.writing', {},
    el('div.box', {}, under, text),
    el('div.decide', {},
      el('button.main', { type: 'button', onclick: () => act.keep(text.value) }, 'Keep this text'),
      el('button.plain', { type: 'button', onclick: () => act.leave() }, 'Leave it'),
      sum),
    found);
}
