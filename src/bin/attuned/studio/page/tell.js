// What needs an answer, or more than a line: a dialog.

import { byId, el } from './dom.js';

/** Shows a dialog; the answer is the value of the button that closed it. */
export function tell(title, children, buttons = [['', 'Close']]) {
  const dialog = byId('told');
  dialog.replaceChildren(
    el('form', { method: 'dialog' },
      el('h2', { id: 'told-title' }, title),
      ...children,
      el('div.decide', {}, buttons.map(([value, name], at) => el(at === 0 ? 'button.main' : 'button.plain', { value }, name)))));
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener('close', () => done(dialog.returnValue), { once: true }));
}
