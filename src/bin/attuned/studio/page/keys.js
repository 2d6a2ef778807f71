// The keyboard: everything that can be pressed has a key, and `attuned review` in the terminal has the same ones.

import { byId, el } from './dom.js';

const KEYS = [
  ['y n', 'accept, refuse the change; again: undecided'], ['o', 'other words for the change'], ['j k', 'next change, previous change'],
  ['A', 'accept all changes of the reply'], ['e', 'other words for the whole reply'], ['p', 'the other proposals for it'], ['a', 'ask the model for another'],
  ['s', 'not now: on to the next reply'], ['x', 'leave the reply as it is, and say why'], ['J K', 'next reply, previous reply'],
  ['u r', 'take the last step back, make it again'], ['w', 'save: first shows what would be written'], ['/', 'search; Enter goes into the list, Esc back'], ['?', 'this list'],
  ['Ctrl Enter', 'in a text box: keep the text'], ['Esc', 'leave the text box, close this list'],
];

/** What the keys do, and what is looked for: the plain name and the term. */
function help(mechanisms) {
  return el('form', { method: 'dialog' },
    el('h2', { id: 'help-title' }, 'Keys'),
    el('dl', {}, KEYS.map(([keys, does]) => [el('dt', {}, keys.split(' ').map((key) => el('kbd', {}, key))), el('dd', {}, does)])),
    el('h2', {}, 'What is looked for'),
    el('dl.terms', {}, mechanisms.map(({ plain, title, id, summary }) => [el('dt', {}, plain), el('dd', {}, el('b', {}, `${title} (${id}). `), summary)])),
    el('div.decide', {}, el('button.main', { autofocus: true }, 'Close')));
}

/** From the search into the list, and back. */
function between(event) {
  const search = event.target === byId('search');
  if (!search && !(event.key === 'Escape' && event.target === byId('list'))) return;
  if (search && !['Escape', 'Enter', 'ArrowDown'].includes(event.key)) return;
  if (event.key !== 'Escape') event.preventDefault();
  byId(search ? 'list' : 'search').focus();
}

/** Listens for keys; `acts` says what each does. */
export function begin(acts, mechanisms) {
  const dialog = byId('help');
  const open = () => { dialog.showModal(); dialog.scrollTop = 0; };
  dialog.replaceChildren(help(mechanisms));
  byId('help-open').addEventListener('click', open);
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    between(event);
    if (event.target.closest('input, textarea, select')) return;
    const act = event.key === '?' ? open : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
