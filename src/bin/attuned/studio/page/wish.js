// What another proposal should be like, and a word before anything leaves this machine.

import { el } from './dom.js';
import { tell } from './tell.js';

/** What the person wishes, which may be nothing; null where nobody is to be asked. */
export async function wished(engine) {
  if (!engine.remote) return '';
  const wish = el('input', { id: 'wish', name: 'wish', autocomplete: 'off', placeholder: 'shorter; keep the second sentence' });
  const answer = await tell('Ask for another proposal', [
    el('p', {}, `The text of this reply and the people who receive it go to ${engine.name}.`),
    el('label', { for: 'wish' }, 'What should be different (may be empty)'), wish,
  ], [['ask', 'Ask'], ['', 'Do not ask']]);
  return answer === 'ask' ? wish.value : null;
}
