// People who might receive a reply, and what it does to each of them.

import { el, shape } from './dom.js';
import { arrow } from './scores.js';

function person(one, act) {
  return el('li.person', {},
    el('p.who', {}, one.who || 'Somebody', one.imagined ? el('span.tag', {}, 'imagined') : null,
      el('span.steps', {}, act.moved ? [shape(one.was), arrow(), shape(one.is)] : shape(one.was))),
    el('blockquote.words', {}, one.message),
    one.felt.length
      ? el('ul.felt', {}, one.felt.map((felt) => el('li', {}, shape(felt.severity), el('b', {}, act.title(felt.mechanism)), ': ', felt.message)))
      : el('p.felt', {}, 'Nothing here would hurt them.'));
}

/** Asking a model for people: what is sent and where is said before the button is pressed. */
function asking(engine, act) {
  if (!engine.remote) {
    return el('p.small', {}, 'Nobody can be imagined without a language model: start the studio with ', el('code', {}, '--base-url'),
      ' and ', el('code', {}, '--model'), '. People can be given in the file, or in the notes beside it.');
  }
  return el('div.asking', {},
    el('p.small', {}, `The title and the text of this reply go to ${engine.name}. Who comes back is kept in the notes beside the file.`),
    el('button.plain', { type: 'button', id: 'imagine', onclick: act.imagine }, 'Imagine three people'));
}

/** The section under a reply. */
export function people(view, engine, act) {
  return el('section.people', { 'aria-labelledby': 'people-title' },
    el('h3', { id: 'people-title' }, 'Who receives this'),
    view.people.length
      ? el('ul.row-of', {}, view.people.map((one) => person(one, act)))
      : el('p.small', {}, 'Nobody says who receives this reply, so only its own words are judged.'),
    asking(engine, act));
}
