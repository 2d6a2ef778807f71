// The keyboard: everything that can be pressed has a key.

import { byId, el } from './dom.js';

const KEYS = [
  ['j k', 'next reply, previous reply'], ['n p', 'next change, previous change'], ['a r', 'accept, refuse the change'],
  ['A', 'accept all changes of the reply'], ['u U', 'take the last step back, make it again'], ['e', 'write the reply yourself'],
  ['m', 'ask for another proposal'], ['d', 'done with this reply as it stands'], ['/', 'search'], ['s', 'save'], ['?', 'this list'],
  ['Ctrl Enter', 'in the text box: keep the text'], ['Esc', 'leave the text box, close this list'],
];

/** Listens for keys; `acts` says what each does. */
export function begin(acts) {
  const help = byId('help');
  help.replaceChildren(el('form', { method: 'dialog' },
    el('h2', { id: 'help-title' }, 'Keys'),
    el('dl', {}, KEYS.map(([keys, does]) => [el('dt', {}, keys.split(' ').map((key) => el('kbd', {}, key))), el('dd', {}, does)])),
    el('div.decide', {}, el('button.main', {}, 'Close'))));
  byId('help-open').addEventListener('click', () => help.showModal());
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (event.target.closest('input, textarea, select')) {
      if (event.key === 'Escape' && event.target.type === 'search') byId('list').focus();
      return;
    }
    const act = event.key === '?' ? () => help.showModal() : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
