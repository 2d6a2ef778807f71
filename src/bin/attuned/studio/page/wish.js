// What is asked before a step: what another proposal should be like, and why a reply is left as it is.

import { el } from './dom.js';
import { tell } from './tell.js';

/** What the person wishes, which may be nothing; null where nobody is to be asked. A word before anything leaves this machine. */
export async function wished(engine) {
  const wish = el('input', { id: 'wish', name: 'wish', autocomplete: 'off', placeholder: 'shorter; keep the second sentence' });
  const answer = await tell('Ask for another proposal', [
    el('p', {}, `The text of this reply and the people who receive it go to ${engine.name}.`),
    el('label', { for: 'wish' }, 'What should be different (may be empty)'), wish,
  ], [['ask', 'Ask'], ['', 'Do not ask']]);
  return answer === 'ask' ? wish.value : null;
}

/** Why a reply is left as it is, which may be nothing; null where it is not. `changed`: it says something else by now. */
export async function reasoned(changed) {
  const why = el('input', { id: 'why', name: 'why', autocomplete: 'off', placeholder: 'legal wants it so' });
  const answer = await tell('Leave it as it is', [
    el('p', {}, changed ? 'The reply says what its file says again: what you accepted or wrote is taken back.' : 'The reply stays as its file has it, and counts as decided.'),
    el('label', { for: 'why' }, 'Why (may be empty)'), why,
  ], [['leave', 'Leave it'], ['', 'Go back']]);
  return answer === 'leave' ? why.value.trim() : null;
}
